/**
 * Attention over a grid of features (Xu et al. 2015): memory and query into context and weights,
 * forward and backward.
 *
 * <p>Shapes: B images or sentences, T tokens, L positions of the grid, D features of a position, A
 * attention size, U units of the hidden state that asks, R rows of a step.
 */
package org.showtell.attention;
