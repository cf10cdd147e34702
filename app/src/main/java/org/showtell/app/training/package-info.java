/**
 * What all training runs share: {@link org.showtell.app.training.TrainingFiles} names what is read
 * and written, {@link org.showtell.app.training.TrainingFeatures} gives the images' features, and
 * {@link org.showtell.app.training.TrainingProgress} runs the loop with its checkpoint and bundle.
 */
package org.showtell.app.training;
