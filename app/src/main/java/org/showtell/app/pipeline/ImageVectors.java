package org.showtell.app.pipeline;

import java.util.List;

/**
 * The image vectors of a dataset, computed once and shared by all captions and epochs.
 *
 * @param vectors per image [D], or null where the image could not be read
 * @param failures images that could not be read, each with its reason
 */
public record ImageVectors(float[][] vectors, List<String> failures) {}
