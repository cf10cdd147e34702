/**
 * Encoders by name: architecture, where the weights come from, and the preprocessing that belongs
 * to them. The numbers of preprocessing live here and nowhere else.
 */
package org.showtell.encoder.preset;
