/**
 * Which words fit an image: a detector over the encoder's grid and class probabilities (Fang et al.
 * 2015), and its training.
 */
package org.showtell.decoder.keywords;
