package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.Activations;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * One look of {@link AttendingImagePass}, forward and backward. Owns its memory.
 *
 * <p>Weights: {@code NAME.key} [D+4, C], {@code NAME.query} [C, C], {@code NAME.b} [1, C], {@code
 * NAME.score} [C, 4] and the layer {@code NAME.value} [4 (D+4), C].
 */
final class CoordinateAttention implements AutoCloseable {
  /** How many glances a look is. */
  private static final int GLANCES = 4;

  private final Parameter key;
  private final Parameter query;
  private final Parameter bias;
  private final Parameter score;
  private final long rows; // B
  private final long positions; // L
  private final INDArray places; // [B*L, P], the caller's
  private final INDArray asking; // [B, C], ours
  private final INDArray hidden; // [B*L, C]
  private final INDArray weights; // [B*4, L], each row of sum 1
  private final INDArray context; // [B*4, P]
  private final TanhLayer layer;

  /** Looks: {@code places} [B*L, P], the caller's; {@code asking} [B, C], closed with the look. */
  CoordinateAttention(
      VqaNetwork network, String name, INDArray places, int positions, INDArray asking) {
    key = network.parameter(name + ".key");
    query = network.parameter(name + ".query");
    bias = network.parameter(name + ".b");
    score = network.parameter(name + ".score");
    this.places = places;
    this.asking = asking;
    this.positions = positions;
    rows = asking.size(0);
    hidden = hidden();
    try (INDArray scores = matrix(rows * positions, GLANCES)) {
      MatrixProduct.multiply(hidden, score.value(), scores);
      weights =
          cube(scores, positions, GLANCES)
              .permute(0, 2, 1)
              .dup('c')
              .reshape('c', rows * GLANCES, positions);
    }
    Nd4j.exec(new SoftMax(weights, weights, 1));
    long size = places.size(1);
    context = matrix(rows * GLANCES, size);
    multiply(
        glances(), false, cube(places, positions, size), false, cube(context, GLANCES, size), 0);
    layer = new TanhLayer(network, name + ".value", context.reshape('c', rows, GLANCES * size));
  }

  static List<ParameterSpec> parameters(String name, int memorySize, int commonSize) {
    int size = memorySize + AttendingImagePass.COORDINATES;
    List<ParameterSpec> specs =
        new ArrayList<>(
            List.of(
                new ParameterSpec(name + ".key", size, commonSize, Initializer.GLOROT),
                new ParameterSpec(name + ".query", commonSize, commonSize, Initializer.GLOROT),
                new ParameterSpec(name + ".b", 1, commonSize, Initializer.ZERO),
                new ParameterSpec(name + ".score", commonSize, GLANCES, Initializer.GLOROT)));
    specs.addAll(ParameterSpec.dense(name + ".value", GLANCES * size, commonSize));
    return specs;
  }

  /** Number of scalars in the weights of a look. */
  static long parameterCount(long memorySize, long commonSize) {
    long size = memorySize + AttendingImagePass.COORDINATES;
    return (size + commonSize + 1 + GLANCES + GLANCES * size + 1) * commonSize;
  }

  private INDArray hidden() {
    INDArray sum = matrix(rows * positions, key.value().size(1));
    MatrixProduct.multiply(places, key.value(), sum);
    try (INDArray asked = matrix(rows, sum.size(1));
        INDArray ones = Nd4j.ones(sum.dataType(), rows, positions, 1)) {
      MatrixProduct.multiply(asking, query.value(), asked);
      asked.addiRowVector(bias.value());
      // The same for every position: a product with ones, which adds in place.
      multiply(
          ones, false, cube(asked, 1, sum.size(1)), false, cube(sum, positions, sum.size(1)), 1);
    }
    if (sum.dataType() == DataType.FLOAT) {
      float[] values = HostFloats.copy(sum);
      Activations.tanh(values, 0, values.length);
      HostFloats.write(values, sum);
    } else {
      Transforms.tanh(sum, false);
    }
    return sum;
  }

  private INDArray matrix(long height, long width) {
    return MatrixProduct.matrix(places.dataType(), height, width);
  }

  /** The same numbers as [B, height, width]. */
  private INDArray cube(INDArray matrix, long height, long width) {
    return matrix.reshape('c', rows, height, width);
  }

  /** A product for each question, {@code result = op(a) op(b) + beta result}. */
  private static void multiply(
      INDArray a,
      boolean transposeA,
      INDArray b,
      boolean transposeB,
      INDArray result,
      double beta) {
    Nd4j.getExecutioner()
        .exec(
            DynamicCustomOp.builder("matmul")
                .addInputs(a, b)
                .addOutputs(result)
                .addIntegerArguments(transposeA ? 1 : 0, transposeB ? 1 : 0)
                .addFloatingPointArguments(1.0, beta)
                .build());
  }

  /** What joins the question, [B, C]; valid until {@link #close}. */
  INDArray seen() {
    return layer.output();
  }

  /** The weights as [B, 4, L]. */
  private INDArray glances() {
    return cube(weights, GLANCES, positions);
  }

  /** Where it looked on the whole, new, [B, L], each row of sum 1. */
  INDArray weights() {
    return glances().mean(1);
  }

  /**
   * Adds to the gradients of the weights.
   *
   * @param askingGradient [B, C], by the question with what was seen; becomes that by the question
   *     that looked
   * @param placesGradient [B*L, P], added to
   */
  void backward(INDArray askingGradient, INDArray placesGradient) {
    long size = places.size(1);
    try (INDArray byContext = layer.backward(askingGradient);
        INDArray byWeights = matrix(rows * GLANCES, positions)) {
      INDArray contexts = cube(byContext, GLANCES, size);
      multiply(glances(), true, contexts, false, cube(placesGradient, positions, size), 1);
      multiply(
          contexts,
          false,
          cube(places, positions, size),
          true,
          cube(byWeights, GLANCES, positions),
          0);
      try (INDArray scores = scoreGradient(byWeights);
          INDArray byHidden = matrix(rows * positions, hidden.size(1))) {
        MatrixProduct.addWeightGradient(hidden, scores, score.gradient());
        MatrixProduct.inputGradient(scores, score.value(), byHidden, 0);
        try (INDArray slope = hidden.mul(hidden).rsubi(1)) {
          byHidden.muli(slope);
        }
        keysBackward(byHidden, askingGradient, placesGradient);
      }
    }
  }

  /** From the gradient by the weights, [B*4, L], which it overwrites, to that by the scores. */
  private INDArray scoreGradient(INDArray byWeights) {
    byWeights.muli(weights);
    try (INDArray mean = byWeights.sum(true, 1);
        INDArray common = weights.mulColumnVector(mean)) {
      byWeights.subi(common);
    }
    return cube(byWeights, GLANCES, positions)
        .permute(0, 2, 1)
        .dup('c')
        .reshape('c', rows * positions, GLANCES);
  }

  private void keysBackward(INDArray byKeys, INDArray askingGradient, INDArray placesGradient) {
    MatrixProduct.addWeightGradient(places, byKeys, key.gradient());
    MatrixProduct.inputGradient(byKeys, key.value(), placesGradient, 1);
    long size = byKeys.size(1);
    try (INDArray byAsked = matrix(rows, size);
        INDArray ones = Nd4j.ones(places.dataType(), rows, 1, positions)) {
      multiply(ones, false, cube(byKeys, positions, size), false, cube(byAsked, 1, size), 0);
      MatrixProduct.addColumnSums(byAsked, bias.gradient());
      MatrixProduct.addWeightGradient(asking, byAsked, query.gradient());
      MatrixProduct.inputGradient(byAsked, query.value(), askingGradient, 1);
    }
  }

  @Override
  public void close() {
    layer.close();
    context.close();
    weights.close();
    hidden.close();
    asking.close();
  }
}
