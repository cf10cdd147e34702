/**
 * A trained network that an encoder learns from. This is the only place that knows ONNX Runtime,
 * which is no part of the program: who trains puts its jar on the class path.
 */
package org.showtell.encoder.training.teacher;
