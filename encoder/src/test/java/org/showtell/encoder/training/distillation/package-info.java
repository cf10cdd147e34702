/** Distillation on toys: gradients, a run that goes on to the bit, pictures as they should be. */
package org.showtell.encoder.training.distillation;
