/**
 * Pixels into visual features: {@link org.showtell.encoder.ImageEncoder} is the contract, {@link
 * org.showtell.encoder.NetworkEncoder} what its networks share.
 *
 * <p>Legend of the shapes in this module: B batch, H and W height and width, L grid positions (H*W,
 * row-major), D feature size. Arrays cross the module's border as plain {@code float[]} so that no
 * caller needs a tensor library.
 */
package org.showtell.encoder;
