/**
 * Forward passes of convolutional networks: {@link org.showtell.encoder.network.Layer} says what is
 * computed, a {@link org.showtell.encoder.network.ForwardEngine} how. oneDNN runs where its library
 * is, with 16-bit floats where the processor multiplies them; ND4J's operations run everywhere.
 */
package org.showtell.encoder.network;
