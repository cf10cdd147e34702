package org.showtell.app.video;

import java.util.List;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;

/**
 * What a model sees in a frame and says about it.
 *
 * @param features [D], or [L*D] for a model that attends
 * @param caption the best caption
 * @param keywords likeliest first; empty where none were asked for
 */
record DescribedFrame(float[] features, ScoredCaption caption, List<Keyword> keywords) {}
