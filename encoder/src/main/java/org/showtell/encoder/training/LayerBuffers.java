package org.showtell.encoder.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The memory that one layer works on.
 *
 * @param input [B,H,W,in]: the output of the layer before
 * @param map [B,H,W,out]: what the convolution gives; on the way back its gradient
 * @param output after ReLU and pool
 * @param outputGradient shares its memory with the gradient of the input: it is used up before that
 *     is written
 * @param kernelGradient [3,3,in,out], of this batch alone
 */
record LayerBuffers(
    INDArray input,
    INDArray map,
    INDArray output,
    INDArray outputGradient,
    INDArray kernelGradient) {}
