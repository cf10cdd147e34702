package org.showtell.decoder.layer;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.SemanticMemory;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.WordVectors;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * What a batch's sentences look at and what their first state is made of, from features and
 * detected words: the grid alone with its mean, or grid and words side by side with the means of
 * both (You et al. 2016). Owns what it makes.
 */
public final class MemoryPass implements AutoCloseable {
  private final CaptionNetwork network;
  private final CaptionBatch batch;
  private final INDArray grid; // [B*L, D], standardised; null without photos
  private final GridPass seen; // null without photos
  private final INDArray vectors; // [B*K, M], null without words
  private final Dropout vectorDropout; // null without words
  private final SemanticMemory semantic; // null without words
  private final INDArray attended; // [B*P, M or D]
  private final INDArray vector; // [B, D or 2M]

  /**
   * The forward pass.
   *
   * @param features standardised
   */
  public MemoryPass(
      CaptionNetwork network,
      CaptionBatch batch,
      VisualMemory features,
      double dropout,
      SplittableRandom random) {
    this.network = network;
    this.batch = batch;
    DataType type = network.parameters().dataType();
    int positions = features.positions();
    grid = positions == 0 ? null : array(features.values(), (long) batch.rows() * positions, type);
    seen = positions == 0 ? null : new GridPass(network, grid, dropout, random);
    if (network.config().semantic() == null) {
      vectors = null;
      vectorDropout = null;
      semantic = null;
      attended = seen.seen();
      vector = array(network.vector(features).values(), batch.rows(), type);
    } else {
      vectors = new WordVectors(network).of(batch.words());
      double share = dropout > 0 ? network.config().semantic().dropout() : 0;
      vectorDropout = Dropout.apply(vectors, share, random);
      semantic = new SemanticMemory(batch.words(), positions);
      attended = semantic.join(seen == null ? null : seen.seen(), vectors);
      vector = semantic.vector(attended);
    }
  }

  /** What is looked at, [B*P, M or D]. */
  public INDArray attended() {
    return attended;
  }

  /** P, places of a sentence to look at. */
  public int places() {
    return semantic == null ? batch.positions() : semantic.places();
  }

  /** What the first state and W_ih v are made of, [B, D or 2M]. */
  public INDArray vector() {
    return vector;
  }

  /**
   * Whether {@link #backward} wants to be called even if nobody asks for the features' gradient.
   */
  public boolean learnt() {
    return semantic != null || seen.learnt();
  }

  /** Whether detected words are copied to the output. */
  boolean copies() {
    return semantic != null && network.config().semantic().copies();
  }

  /**
   * The words' way to the output.
   *
   * @param hidden [T*B, U]
   */
  WordCopyPass copied(INDArray hidden) {
    return new WordCopyPass(network, hidden, batch.words());
  }

  /** Whether the vector's gradient is wanted. */
  public boolean vectorLearnt() {
    return semantic != null;
  }

  /**
   * Adds to the gradients of the weights.
   *
   * @param gradient by what is looked at, [B*P, M or D], overwritten
   * @param vectorGradient [B, D or 2M], or null
   * @param asked receives the gradient by the features before they were standardised; or null
   */
  public void backward(INDArray gradient, INDArray vectorGradient, FeatureGradient asked) {
    if (semantic == null) {
      gridBackward(gradient, vectorGradient, asked);
      return;
    }
    semantic.vectorBackward(vectorGradient, gradient);
    try (INDArray byWords = semantic.wordPart(gradient)) {
      vectorDropout.again(byWords);
      new WordVectors(network).backward(batch.words(), byWords);
    }
    if (seen != null) {
      try (INDArray byGrid = semantic.gridPart(gradient)) {
        gridBackward(byGrid, null, asked);
      }
    }
  }

  private void gridBackward(INDArray gradient, INDArray vectorGradient, FeatureGradient asked) {
    try (INDArray byFeatures = asked == null ? null : zeros(grid)) {
      if (seen.learnt()) {
        seen.backward(gradient, byFeatures);
      } else {
        byFeatures.assign(gradient);
      }
      if (asked != null) {
        standardisedBackward(byFeatures, vectorGradient);
        asked.take(byFeatures);
      }
    }
  }

  private static INDArray zeros(INDArray like) {
    return Nd4j.create(like.dataType(), like.shape(), 'c');
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
      int photo = i / size / positions;
      double mean = means == null ? 0 : vectorScale[d] * means[photo * size + d] / positions;
      values[i] = scale[d] * (values[i] + mean);
    }
    try (INDArray result = Nd4j.createFromArray(values)) {
      byGrid.assign(result.reshape('c', byGrid.shape()));
    }
  }

  private INDArray array(float[] values, long rows, DataType type) {
    INDArray floats = MatrixProduct.matrix(DataType.FLOAT, rows, network.config().memorySize());
    HostFloats.write(values, floats); // Nd4j.createFromArray copies number by number
    if (type == DataType.FLOAT) {
      return floats;
    }
    try (floats) {
      return floats.castTo(type);
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
    if (seen != null) {
      seen.close();
      grid.close();
    }
  }
}
