/** Weights in every format, against Deeplearning4j's own graph and the formats' own libraries. */
package org.showtell.encoder.weights.source;
