/** From one sequence to another: an encoder-decoder whose decoder is that of captions. */
package org.showtell.decoder.sequence;
