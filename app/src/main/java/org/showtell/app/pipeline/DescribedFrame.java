package org.showtell.app.pipeline;

import java.util.List;

/**
 * What a model sees in a frame and says about it.
 *
 * @param features [D], or [L*D] for a model that attends
 * @param caption the best caption
 * @param keywords likeliest first; empty where none were asked for
 */
record DescribedFrame(float[] features, ScoredCaption caption, List<Keyword> keywords) {}
