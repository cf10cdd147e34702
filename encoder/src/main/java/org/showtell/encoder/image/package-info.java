/**
 * Files into images, images into a network's pixels. OpenCV is called here and nowhere else, always
 * on bytes in memory: names of files never reach native code, so every name that Java can open
 * works.
 */
package org.showtell.encoder.image;
