/**
 * Proofs that every kind of photo becomes the same upright picture, and that nothing else does
 * worse than a message.
 */
package org.showtell.encoder.image;
