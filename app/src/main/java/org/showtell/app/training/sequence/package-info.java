/** Training of encoder-decoders from pairs of texts to a bundle. */
package org.showtell.app.training.sequence;
