package org.showtell.encoder.vgg;

import java.util.Objects;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VggArchitecture;

/**
 * Runs a VGG-style network forward.
 *
 * <p>Calls are synchronized: threads may share one network, which works for one of them at a time
 * with all cores. Native memory is the weights plus the activations of a few photos, whatever the
 * batch: larger batches run in pieces.
 */
public final class VggNetwork implements ImageEncoder {
  /** Bound on one activation buffer; there are two. */
  private static final long BUFFER_BYTES = 64L << 20;

  /** Beyond this, larger pieces are no faster. */
  private static final int MAX_PIECE = 16;

  private final VggArchitecture architecture;
  private final EncoderSpec spec;
  private final VggLayers layers;
  private final int piece;
  private VggBuffers buffers;
  private VggPlan plan;
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
  public VggNetwork(VggArchitecture architecture, Preprocessing preprocessing, VggWeights weights) {
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
    long perPhoto = VggBuffers.largestActivation(architecture) * Float.BYTES;
    this.piece = (int) Math.max(1, Math.min(MAX_PIECE, BUFFER_BYTES / perPhoto));
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      this.layers = new VggLayers(architecture, weights);
    }
  }

  @Override
  public EncoderSpec spec() {
    return spec;
  }

  @Override
  public synchronized FeatureGrid encodeGrid(PixelBatch pixels) {
    float[] values = run(pixels, spec.gridHeight() * spec.gridWidth() * spec.gridSize(), false);
    return new FeatureGrid(
        pixels.batch(), spec.gridHeight(), spec.gridWidth(), spec.gridSize(), values);
  }

  @Override
  public synchronized FeatureVector encodeVector(PixelBatch pixels) {
    return switch (architecture.vector()) {
      case NONE ->
          throw new IllegalStateException(
              String.format(
                  "the encoder %s gives a grid and no vector; use the grid, or a preset with dense "
                      + "layers such as vgg16",
                  spec.name()));
      case GRID_MEAN -> encodeGrid(pixels).mean();
      case DENSE ->
          new FeatureVector(
              pixels.batch(), spec.vectorSize(), run(pixels, spec.vectorSize(), true));
    };
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

  // The resource is the scope itself: nothing of this network may land in a caller's workspace.
  @SuppressWarnings("try")
  private float[] run(PixelBatch pixels, int lengthPerPhoto, boolean dense) {
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
    float[] values = new float[Math.multiplyExact(pixels.batch(), lengthPerPhoto)];
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      for (int from = 0; from < pixels.batch(); from += piece) {
        int photos = Math.min(piece, pixels.batch() - from);
        planFor(photos, dense).run(pixels, from, values, from * lengthPerPhoto);
      }
    }
    return values;
  }

  private VggPlan planFor(int photos, boolean dense) {
    if (buffers == null || buffers.capacity() < photos) {
      if (buffers != null) {
        buffers.close();
      }
      buffers = new VggBuffers(architecture, photos);
      plan = null;
    }
    if (plan == null || plan.photos() != photos || plan.isDense() != dense) {
      plan = new VggPlan(architecture, layers, buffers, photos, dense);
    }
    return plan;
  }
}
