/**
 * Features kept on disk, so that an image is encoded once however often it is trained on.
 *
 * <p>A store is a folder: {@code store.txt} says what its features are, {@code index.bin} names the
 * images by their content, and {@code features-NNNNN.bin} hold the numbers in half precision.
 */
package org.showtell.encoder.cache;
