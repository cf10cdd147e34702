package org.showtell.encoder.training.distillation;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.training.LearntTensor;
import org.showtell.encoder.training.TrainableEncoder;
import org.showtell.encoder.vgg.VggWeights;

/**
 * An encoder that learns, with a projection into its teacher's space and a head for words: what
 * both need while they learn and nobody afterwards. Owns the flat vectors.
 */
final class Student implements AutoCloseable {
  private final Preprocessing preprocessing;
  private final List<LearntTensor> tensors = new ArrayList<>();
  private final INDArray values;
  private final INDArray gradients;
  private final TrainableEncoder encoder;
  private final LinearHead projection;
  private final LinearHead words;
  private final int pools;

  Student(
      VggArchitecture architecture, Preprocessing preprocessing, int teacherSize, int wordCount) {
    this.preprocessing = preprocessing;
    this.pools = architecture.stages().size() - 1;
    int size = architecture.gridSize();
    tensors.addAll(TrainableEncoder.tensors(architecture, true));
    final long atProjection = length();
    tensors.addAll(LinearHead.tensors("project", size, teacherSize));
    final long atWords = length();
    if (wordCount > 0) {
      tensors.addAll(LinearHead.tensors("words", size, wordCount));
    }
    values = Nd4j.create(DataType.FLOAT, new long[] {length()}, 'c');
    gradients = Nd4j.create(DataType.FLOAT, new long[] {length()}, 'c');
    encoder = new TrainableEncoder(architecture, true, values, gradients, 0);
    projection = new LinearHead(size, teacherSize, values, gradients, atProjection);
    words = wordCount > 0 ? new LinearHead(size, wordCount, values, gradients, atWords) : null;
  }

  private long length() {
    return tensors.stream().mapToLong(LearntTensor::length).sum();
  }

  List<LearntTensor> tensors() {
    return tensors;
  }

  INDArray values() {
    return values;
  }

  INDArray gradients() {
    return gradients;
  }

  TrainableEncoder encoder() {
    return encoder;
  }

  /** The way from its features to the teacher's. */
  LinearHead projection() {
    return projection;
  }

  /**
   * Begins.
   *
   * @param init the weights of a trained encoder, or null for random ones
   * @param sample photos for the statistics, red, green, blue from 0 to 255
   * @param priors logits of the words before anything is seen, [V]
   */
  void start(VggWeights init, PixelBatch sample, float[] priors, long seed) {
    if (init == null) {
      encoder.initialize(seed);
    } else {
      encoder.assign(init, standardised(sample));
    }
    if (words != null) {
      words.setBias(priors);
    }
  }

  /** Its own preprocessing of pictures that have their size already. */
  PixelBatch standardised(PixelBatch rgb) {
    float[] mean = preprocessing.mean();
    float[] std = preprocessing.std();
    float[] values = rgb.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - mean[i % 3]) / std[i % 3];
    }
    return new PixelBatch(rgb.batch(), rgb.height(), rgb.width(), values);
  }

  /** One step's loss; gradients are added. */
  LossParts learn(Lesson lesson, DistillationLoss loss, double weight) {
    PixelBatch rgb = lesson.crops();
    INDArray grid = encoder.forward(standardised(rgb), true);
    float[] projected = projection.forward(grid);
    LossParts parts =
        loss.backward(projected, lesson.view(), gridSide(rgb.height()), gridSide(rgb.width()));
    try (INDArray gridGradient = Nd4j.createUninitialized(DataType.FLOAT, grid.shape())) {
      projection.backward(grid, projected, gridGradient);
      if (words != null && weight > 0) {
        double ofWords = learnWords(grid, gridGradient, lesson.labels(), weight);
        parts = new LossParts(parts.grid(), parts.pooled(), parts.classes(), ofWords);
      }
      encoder.backward(gridGradient);
    }
    return parts;
  }

  private double learnWords(INDArray grid, INDArray gridGradient, float[][] labels, double weight) {
    int photos = labels.length;
    int positions = (int) grid.size(0) / photos;
    int size = (int) grid.size(1);
    float[] rows = grid.data().asFloat();
    float[] mean = new FeatureGrid(photos, positions, 1, size, rows).mean().values();
    try (INDArray pooled = Nd4j.create(mean, new long[] {photos, size}, 'c');
        INDArray back = Nd4j.createUninitialized(DataType.FLOAT, photos, size)) {
      float[] logits = words.forward(pooled);
      double loss = WordLoss.backward(logits, labels, weight);
      words.backward(pooled, logits, back);
      float[] toMean = back.data().asFloat();
      gridGradient.data().asNioFloat().get(0, rows);
      for (int row = 0; row < photos * positions; row++) {
        int from = row / positions * size;
        for (int d = 0; d < size; d++) {
          rows[row * size + d] += toMean[from + d] / positions;
        }
      }
      gridGradient.data().asNioFloat().put(0, rows);
      return loss;
    }
  }

  /** Side of the grid of pictures of this side. */
  int gridSide(int side) {
    return side >> pools;
  }

  /** [B*L,D]: its own grid, by the running averages. */
  float[] grid(PixelBatch rgb) {
    return encoder.forward(standardised(rgb), false).data().asFloat();
  }

  /** [B,D]: its own pooled features, by the running averages. */
  float[] pooled(PixelBatch rgb) {
    INDArray grid = encoder.forward(standardised(rgb), false);
    int positions = (int) grid.size(0) / rgb.batch();
    return new FeatureGrid(rgb.batch(), positions, 1, (int) grid.size(1), grid.data().asFloat())
        .mean()
        .values();
  }

  /** [B,D'] from {@link #pooled}: in the teacher's space. */
  float[] projected(float[] pooled, int photos) {
    try (INDArray rows = Nd4j.create(pooled, new long[] {photos, pooled.length / photos}, 'c')) {
      return projection.forward(rows);
    }
  }

  float[] numbers() {
    return values.data().asFloat();
  }

  void set(float[] numbers, float[] statistics) {
    values.data().asNioFloat().put(0, numbers);
    encoder.restoreStatistics(statistics);
  }

  @Override
  public void close() {
    encoder.close();
    values.close();
    gradients.close();
  }
}
