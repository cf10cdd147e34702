/**
 * The engines that Showtell is compared with, each a {@link org.showtell.benchmarks.peer.Side}: the
 * same network, weights and pixels by ONNX Runtime, Deeplearning4j's graph and PyTorch.
 */
package org.showtell.benchmarks.peer;
