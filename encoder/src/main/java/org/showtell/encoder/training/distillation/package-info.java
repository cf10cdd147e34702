/**
 * A small encoder learns what a large one sees: photos at random crops, the teacher's features of
 * the same crops, the loss between them, the optimiser, and a run that can be stopped and goes on.
 *
 * <p>The recipe is that of a patient and consistent teacher (Beyer et al. 2022): student and
 * teacher see the same pixels, every time others.
 */
package org.showtell.encoder.training.distillation;
