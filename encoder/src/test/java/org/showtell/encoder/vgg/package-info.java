/** Proofs that the network computes what its paper says. */
package org.showtell.encoder.vgg;
