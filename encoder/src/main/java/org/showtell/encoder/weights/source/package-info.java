/**
 * Weights from every source of VGG: Deeplearning4j's zoo, Keras, torchvision, safetensors. The
 * format is known by a file's content; what comes out are its layers, for {@link
 * org.showtell.encoder.weights.LayerReader} to put where the network wants them.
 */
package org.showtell.encoder.weights.source;
