/** EfficientNets of the Lite family, run on ND4J's own convolution ops. */
package org.showtell.encoder.efficientnet;
