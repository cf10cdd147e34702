/** Plain stacks of 3x3 convolutions, run on ND4J's own convolution op. */
package org.showtell.encoder.vgg;
