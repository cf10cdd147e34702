/**
 * Proofs that weight files give back what was written, and that hostile ones do no more than fail.
 */
package org.showtell.encoder.weights;
