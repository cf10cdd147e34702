/** Gradients against central differences, the folded network against the one that runs. */
package org.showtell.encoder.training;
