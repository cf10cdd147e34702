/**
 * A trainable stack of convolutions: forward, backward, batch normalisation, and the folded weights
 * that {@link org.showtell.encoder.vgg.VggNetwork} runs.
 *
 * <p>Convolutions are ND4J's ops, which reach oneDNN; everything between two convolutions is one
 * pass of Java loops over the map, several times faster than the same as a chain of element-wise
 * ops. Weights and gradients live in two flat vectors that belong to the caller.
 */
package org.showtell.encoder.training;
