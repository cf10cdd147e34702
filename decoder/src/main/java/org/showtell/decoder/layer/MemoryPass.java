package org.showtell.decoder.layer;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.SemanticMemory;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.WordVectors;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * What a batch's sentences attend to and what their first state is made of, from features and
 * detected words: the grid alone with its mean, or grid and words side by side with the means of
 * both (You et al. 2016).
 *
 * <p>The grid is the standardised features as they are, or through a trained layer, {@code
 * drop(max(0, a_i W + b))} (as in the released code of Rennie et al. 2017). P = L + K places, K
 * words of an image. Owns what it makes.
 */
public final class MemoryPass implements AutoCloseable {
  private final CaptionNetwork network;
  private final CaptionBatch batch;
  private final INDArray grid; // [B*L, D], standardised; null without images
  private final INDArray seen; // [B*L, M], or the grid itself; null without images
  private final Dropout gridDropout; // null without a trained layer
  private final INDArray vectors; // [B*K, M], null without words
  private final Dropout vectorDropout; // null without words
  private final SemanticMemory semantic; // null without words
  private final INDArray attended; // [B*P, M or D]
  private final INDArray vector; // [B, D or 2M]

  /**
   * The forward pass.
   *
   * @param features [B, L, D], standardised
   */
  public MemoryPass(
      CaptionNetwork network,
      CaptionBatch batch,
      VisualMemory features,
      double dropout,
      SplittableRandom random) {
    this.network = network;
    this.batch = batch;
    int positions = features.positions();
    boolean layer = positions > 0 && network.config().attention().gridSize() > 0;
    grid = positions == 0 ? null : array(features.values(), (long) batch.rows() * positions);
    seen = layer ? network.embeddedGrid(grid) : grid;
    gridDropout = layer ? Dropout.apply(seen, dropout, random) : null;
    if (network.config().semantic() == null) {
      vectors = null;
      vectorDropout = null;
      semantic = null;
      attended = seen;
      vector = array(network.vector(features).values(), batch.rows());
    } else {
      vectors = new WordVectors(network).of(batch.words());
      double share = dropout > 0 ? network.config().semantic().dropout() : 0;
      vectorDropout = Dropout.apply(vectors, share, random);
      semantic = new SemanticMemory(batch.words(), positions);
      attended = semantic.join(seen, vectors);
      vector = semantic.vector(attended);
    }
  }

  private INDArray array(float[] values, long rows) {
    INDArray floats = MatrixProduct.matrix(DataType.FLOAT, rows, network.config().memorySize());
    HostFloats.write(values, floats); // Nd4j.createFromArray copies number by number
    DataType type = network.parameters().dataType();
    if (type == DataType.FLOAT) {
      return floats;
    }
    try (floats) {
      return floats.castTo(type);
    }
  }

  /** What is attended to, [B*P, M or D]. */
  public INDArray attended() {
    return attended;
  }

  /** P, places that a sentence can attend to. */
  public int places() {
    return semantic == null ? batch.positions() : semantic.places();
  }

  /** What the first state and W_ih v are made of, [B, D or 2M]. */
  public INDArray vector() {
    return vector;
  }

  /** Whether {@link #backward} must be called even if nobody asks for the features' gradient. */
  public boolean trained() {
    return semantic != null || gridDropout != null;
  }

  /** Whether {@link #backward} needs the gradient by the vector. */
  public boolean vectorTrained() {
    return semantic != null;
  }

  /** The detected words' way to the output for h, [T*B, U]; null where none are copied. */
  WordCopyPass copied(INDArray hidden) {
    boolean copies = semantic != null && network.config().semantic().copies();
    return copies ? new WordCopyPass(network, hidden, batch.words()) : null;
  }

  /**
   * Adds to the gradients of the weights.
   *
   * @param gradient by what is attended to, [B*P, M or D], overwritten
   * @param vectorGradient [B, D or 2M], or null
   * @param asked receives the gradient by the features before they were standardised, [B*L, D]; or
   *     null
   */
  public void backward(INDArray gradient, INDArray vectorGradient, Consumer<INDArray> asked) {
    if (semantic == null) {
      gridBackward(gradient, vectorGradient, asked);
      return;
    }
    semantic.vectorBackward(vectorGradient, gradient);
    try (INDArray byWords = semantic.wordPart(gradient)) {
      vectorDropout.again(byWords);
      new WordVectors(network).backward(batch.words(), byWords);
    }
    if (grid != null) {
      try (INDArray byGrid = semantic.gridPart(gradient)) {
        gridBackward(byGrid, null, asked);
      }
    }
  }

  private void gridBackward(INDArray gradient, INDArray vectorGradient, Consumer<INDArray> asked) {
    if (gridDropout != null) {
      gridDropout.again(gradient);
      // Behind max(0, x) and dropout a number is positive, or nothing depends on it.
      try (INDArray open = Transforms.sign(seen, true)) {
        gradient.muli(open);
      }
      MatrixProduct.addWeightGradient(grid, gradient, network.parameter("grid.W").gradient());
      MatrixProduct.addColumnSums(gradient, network.parameter("grid.b").gradient());
    }
    if (asked != null) {
      try (INDArray byFeatures = MatrixProduct.zeros(grid)) {
        if (gridDropout != null) {
          Parameter weight = network.parameter("grid.W");
          MatrixProduct.inputGradient(gradient, weight.value(), byFeatures, 0);
        } else {
          byFeatures.assign(gradient);
        }
        standardisedBackward(byFeatures, vectorGradient);
        asked.accept(byFeatures);
      }
    }
  }

  /**
   * From the standardised grid and its mean to the grid: {@code scale * (g_i + vectorScale * v /
   * L)}, in place.
   *
   * @param byGrid [B*L, D]
   * @param byVector [B, D], or null where the mean is not that of the standardised grid
   */
  private void standardisedBackward(INDArray byGrid, INDArray byVector) {
    float[] scale = network.parameters().copyOf("memory.scale");
    float[] vectorScale = network.parameters().copyOf("memory.vectorScale");
    double[] values = byGrid.data().asDouble();
    double[] means = byVector == null ? null : byVector.data().asDouble();
    int size = scale.length;
    int positions = batch.positions();
    for (int i = 0; i < values.length; i++) {
      int d = i % size;
      int image = i / size / positions;
      double mean = means == null ? 0 : vectorScale[d] * means[image * size + d] / positions;
      values[i] = scale[d] * (values[i] + mean);
    }
    try (INDArray result = Nd4j.createFromArray(values)) {
      byGrid.assign(result.reshape('c', byGrid.shape()));
    }
  }

  @Override
  public void close() {
    vector.close();
    if (semantic != null) {
      attended.close();
      vectorDropout.close();
      vectors.close();
    }
    if (gridDropout != null) {
      gridDropout.close();
      seen.close();
    }
    if (grid != null) {
      grid.close();
    }
  }
}
