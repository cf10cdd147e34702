package org.showtell.decoder.label;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.cell.SequenceReader;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/** B clips of T frames through the network, forward and backward. Owns its memory. */
final class LabelPass implements AutoCloseable {
  private final LabelNetwork network;
  private final INDArray frames; // [T*B, D], standardised, after dropout
  private final INDArray inputs; // [T*B, U]
  private final SequenceReader.Reading reading;
  private final INDArray hidden; // [T*B, O] or [B, O], after dropout
  private final Dropout frameDropout;
  private final Dropout hiddenDropout;
  private final INDArray logits; // [T*B, K] or [B, K]

  /**
   * Reads clips of equal length.
   *
   * @param features [T*B*D], time-major
   * @param steps T
   * @param random draws the dropout masks; null to read without dropout
   */
  LabelPass(
      LabelNetwork network, float[] features, int steps, double dropout, SplittableRandom random) {
    this.network = network;
    LabelConfig config = network.config();
    boolean pooled = config.scope() == LabelScope.MEAN;
    frames = standardised(pooled ? mean(features, steps) : features);
    frameDropout = Dropout.apply(frames, dropout, random);
    Parameter weight = network.parameter("frame.W");
    inputs = MatrixProduct.matrix(frames.dataType(), frames.size(0), config.units());
    MatrixProduct.toEachRow(network.parameter("frame.b").value(), inputs, 0);
    MatrixProduct.multiplyAdd(frames, weight.value(), inputs);
    reading = network.reader(random).read(inputs, pooled ? 1 : steps);
    hidden = config.scope() == LabelScope.FRAME ? reading.outputs().dup('c') : reading.lastHidden();
    hiddenDropout = Dropout.apply(hidden, dropout, random);
    logits = MatrixProduct.matrix(hidden.dataType(), hidden.size(0), config.labels());
    MatrixProduct.toEachRow(network.parameter("label.b").value(), logits, 0);
    MatrixProduct.multiplyAdd(hidden, network.parameter("label.W").value(), logits);
  }

  private static float[] mean(float[] features, int steps) {
    float[] mean = new float[features.length / steps];
    for (int i = 0; i < features.length; i++) {
      mean[i % mean.length] += features[i] / steps;
    }
    return mean;
  }

  private INDArray standardised(float[] features) {
    int size = network.config().memorySize();
    Check.that(
        features.length > 0 && features.length % size == 0,
        "Features must be frames of %d numbers; the encoder must be the one that the model was"
                .formatted(size)
            + " trained with",
        features.length + " numbers");
    INDArray floats = HostFloats.matrix(features, features.length / size, size);
    INDArray seen = floats;
    if (network.parameters().dataType() != floats.dataType()) {
      seen = floats.castTo(network.parameters().dataType());
      floats.close();
    }
    return seen.subiRowVector(network.mean().value()).muliRowVector(network.scale().value());
  }

  /** [T*B, K], time-major, or [B, K]; replaced by their gradient before {@link #backward}. */
  INDArray logits() {
    return logits;
  }

  /** Adds to the gradients of all weights but the standardisation's. */
  void backward() {
    Parameter label = network.parameter("label.W");
    MatrixProduct.addWeightGradient(hidden, logits, label.gradient());
    MatrixProduct.addColumnSums(logits, network.parameter("label.b").gradient());
    try (INDArray gradient = MatrixProduct.like(hidden)) {
      MatrixProduct.inputGradient(logits, label.value(), gradient, 0);
      hiddenDropout.again(gradient);
      boolean perFrame = network.config().scope() == LabelScope.FRAME;
      try (INDArray inputGradient =
          perFrame ? reading.backward(gradient) : reading.backwardFromLast(gradient)) {
        MatrixProduct.addWeightGradient(
            frames, inputGradient, network.parameter("frame.W").gradient());
        MatrixProduct.addColumnSums(inputGradient, network.parameter("frame.b").gradient());
      }
    }
  }

  @Override
  public void close() {
    logits.close();
    hiddenDropout.close();
    hidden.close();
    reading.close();
    inputs.close();
    frameDropout.close();
    frames.close();
  }
}
