/**
 * Training the network that answers questions about an image, and fine-tuning the encoder through
 * it.
 */
package org.showtell.app.training.vqa;
