package org.showtell.encoder.efficientnet;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.ImageClassifier;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.Preprocessing;

/**
 * Runs an EfficientNet of the Lite family forward (Tan and Le 2019): grid [B,L,D] after the last
 * ReLU6, vector [B,D] its mean, class scores from the vector.
 *
 * <p>Calls are synchronized: threads may share one network, which works for one of them at a time
 * with all cores. Native memory is the weights plus the activations of a few photos, whatever the
 * batch: larger batches run in pieces.
 */
public final class EfficientNetNetwork implements ImageEncoder {
  /** Bound on one activation buffer; there are three. */
  private static final long BUFFER_BYTES = 64L << 20;

  /** Beyond this, larger pieces are no faster. */
  private static final int MAX_PIECE = 8;

  private final EfficientNetArchitecture architecture;
  private final EncoderSpec spec;
  private final EfficientNetLayers layers;
  private final ImageClassifier classifier;
  private final int piece;
  private EfficientNetBuffers buffers;
  private EfficientNetPlan plan;
  private boolean closed;

  /**
   * Copies the weights into native memory.
   *
   * @param architecture the layers
   * @param preprocessing what the pixels must have gone through; passed on in {@link #spec()}
   * @param weights the numbers of every layer
   * @throws IllegalArgumentException if a tensor is missing or has another size, or the
   *     preprocessing gives another input size
   */
  @SuppressWarnings("try")
  public EfficientNetNetwork(
      EfficientNetArchitecture architecture,
      Preprocessing preprocessing,
      EfficientNetWeights weights) {
    this.architecture = Objects.requireNonNull(architecture, "architecture");
    if (preprocessing.width() != architecture.width()
        || preprocessing.height() != architecture.height()) {
      throw new IllegalArgumentException(
          "%s takes %sx%s pixels, but the preprocessing gives %sx%s"
              .formatted(
                  architecture.name(),
                  architecture.width(),
                  architecture.height(),
                  preprocessing.width(),
                  preprocessing.height()));
    }
    this.spec =
        new EncoderSpec(
            architecture.name(),
            preprocessing,
            architecture.gridHeight(),
            architecture.gridWidth(),
            architecture.gridSize(),
            architecture.vectorSize(),
            weights.hash());
    int classes = architecture.classes();
    int size = architecture.vectorSize();
    this.classifier =
        new DenseClassifier(
            size,
            weights.require("classifier.weight", List.of(classes, size)),
            weights.require("classifier.bias", List.of(classes)));
    long perPhoto = EfficientNetBuffers.largestActivation(architecture) * Float.BYTES;
    this.piece = (int) Math.max(1, Math.min(MAX_PIECE, BUFFER_BYTES / perPhoto));
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      this.layers = new EfficientNetLayers(architecture, weights);
    }
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public Optional<ImageClassifier> classifier() {
    return Optional.of(classifier);
  }

  // The resource is the scope itself: nothing of this network may land in a caller's workspace.
  @Override
  @SuppressWarnings("try")
  public synchronized FeatureGrid encodeGrid(PixelBatch pixels) {
    if (closed) {
      throw new IllegalStateException("the encoder " + spec.name() + " is closed");
    }
    if (pixels.height() != architecture.height() || pixels.width() != architecture.width()) {
      throw new IllegalArgumentException(
          String.format(
              "%s takes pixels [B,%s,%s,3], but got [B,%s,%s,3]; preprocess with the encoder's "
                  + "own spec().preprocessing()",
              spec.name(),
              architecture.height(),
              architecture.width(),
              pixels.height(),
              pixels.width()));
    }
    int length = spec.gridHeight() * spec.gridWidth() * spec.gridSize();
    float[] values = new float[Math.multiplyExact(pixels.batch(), length)];
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      for (int from = 0; from < pixels.batch(); from += piece) {
        int photos = Math.min(piece, pixels.batch() - from);
        planFor(photos).run(pixels, from, values, from * length);
      }
    }
    return new FeatureGrid(
        pixels.batch(), spec.gridHeight(), spec.gridWidth(), spec.gridSize(), values);
  }

  @Override
  public FeatureVector encodeVector(PixelBatch pixels) {
    return encodeGrid(pixels).mean();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (buffers != null) {
        buffers.close();
      }
      layers.close();
    }
  }

  private EfficientNetPlan planFor(int photos) {
    if (buffers == null || buffers.capacity() < photos) {
      if (buffers != null) {
        buffers.close();
      }
      buffers = new EfficientNetBuffers(architecture, photos);
      plan = null;
    }
    if (plan == null || plan.photos() != photos) {
      plan = new EfficientNetPlan(architecture, layers, buffers, photos);
    }
    return plan;
  }

  /**
   * A dense layer on the vector, in plain loops. Photos go through it a few at a time, so that the
   * kernel, 5 MB for ImageNet's classes, is read once for all of them.
   */
  private static final class DenseClassifier implements ImageClassifier {
    private static final int BLOCK = 8; // whose scores stay in the cache

    private final int size;
    private final float[] kernel; // [D,C], so that the inner loop runs over neighbours
    private final float[] bias; // [C]

    /**
     * @param size D
     * @param weight [C,D]
     * @param bias [C]
     */
    DenseClassifier(int size, float[] weight, float[] bias) {
      this.size = size;
      this.bias = bias.clone();
      this.kernel = new float[weight.length];
      for (int c = 0; c < bias.length; c++) {
        for (int d = 0; d < size; d++) {
          kernel[d * bias.length + c] = weight[c * size + d];
        }
      }
    }

    @Override
    public int classes() {
      return bias.length;
    }

    @Override
    public float[] logits(float[] vectors) {
      if (vectors.length % size != 0) {
        throw new IllegalArgumentException(
            "Expected vectors [B," + size + "] but got " + vectors.length + " numbers");
      }
      int classes = bias.length;
      float[] logits = new float[vectors.length / size * classes];
      int photos = vectors.length / size;
      for (int from = 0; from < photos; from += BLOCK) {
        float[][] rows = new float[Math.min(BLOCK, photos - from)][];
        Arrays.setAll(rows, b -> bias.clone());
        for (int d = 0; d < size; d++) {
          for (int b = 0; b < rows.length; b++) {
            addTo(rows[b], vectors[(from + b) * size + d], d * classes);
          }
        }
        for (int b = 0; b < rows.length; b++) {
          System.arraycopy(rows[b], 0, logits, (from + b) * classes, classes);
        }
      }
      return logits;
    }

    private void addTo(float[] row, float factor, int offset) {
      for (int c = 0; c < row.length; c++) {
        row[c] += factor * kernel[offset + c];
      }
    }
  }
}
