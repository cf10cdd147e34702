/**
 * Training by back-propagation through time: loss and gradient of a batch, the optimiser, the order
 * of batches, and the state from which training resumes to the bit.
 */
package org.showtell.decoder.training;
