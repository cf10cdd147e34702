/**
 * Trains the word detector ({@link org.showtell.app.training.keywords.KeywordTrainingRun}) and
 * prepares what other networks read of it in training: words of images that the detector was not
 * trained on, and the content words of sentences.
 */
package org.showtell.app.training.keywords;
