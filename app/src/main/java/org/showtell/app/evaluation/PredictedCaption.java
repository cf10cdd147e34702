package org.showtell.app.evaluation;

/**
 * What a model says about an image of a dataset.
 *
 * @param imageId the dataset's id
 * @param file the image's file name
 * @param caption the best sentence
 * @param score its mean log-probability per token, END counted
 */
public record PredictedCaption(String imageId, String file, String caption, double score) {}
