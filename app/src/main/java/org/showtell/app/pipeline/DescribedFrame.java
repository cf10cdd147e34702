package org.showtell.app.pipeline;

/**
 * What a model sees in a frame and says about it.
 *
 * @param features [D], or [L*D] for a model that attends
 * @param caption the best caption
 */
record DescribedFrame(float[] features, ScoredCaption caption) {}
