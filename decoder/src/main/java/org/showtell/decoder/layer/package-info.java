/**
 * The layers of a caption network during training: each with its forward and backward pass over a
 * batch.
 */
package org.showtell.decoder.layer;
