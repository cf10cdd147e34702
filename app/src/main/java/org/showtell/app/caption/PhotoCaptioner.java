package org.showtell.app.caption;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.showtell.encoder.preset.Preprocessing;

/**
 * A loaded model that captions images: the seam between the pipeline and everything that knows
 * tensors.
 *
 * <p>{@link #preprocess} is called from several threads at once, {@link #features} from one and
 * {@link #decode} from another: images are encoded while those before them are decoded. Whoever
 * opens a captioner closes it.
 */
public interface PhotoCaptioner extends FrameCaptioner, AutoCloseable {
  /** The model's name as records show it. */
  String model();

  /**
   * Decodes a file and prepares it as the model was trained to see images. Safe to call from
   * several threads.
   *
   * @param name for messages
   * @return pixels [H,W,3], row-major, in the channel order and range that the model expects
   * @throws IOException if the content is not an image that can be read; the message is the reason
   *     without the name
   */
  float[] preprocess(byte[] content, String name) throws IOException;

  /**
   * The same, and adds to the times of {@code DECODE} and, where they can be told, {@code RESIZE}.
   */
  default float[] preprocess(byte[] content, String name, StageTimes times) throws IOException {
    return times.time(StageTimes.Stage.DECODE, () -> preprocess(content, name));
  }

  /** Captions one batch of B images as {@link #preprocess} returned them. */
  default List<PhotoCaptions> caption(List<float[]> pixels) {
    return decode(features(pixels));
  }

  /**
   * For a model that attends, how images are prepared for it, which tells the part of each that the
   * maps of its words lie on; empty for a model whose words have no maps.
   */
  default Optional<Preprocessing> attentionPreprocessing() {
    return Optional.empty();
  }

  /**
   * The features of an image as one vector, which tells how much two images are alike: the mean
   * over the positions of a grid.
   *
   * @param features of one image as {@link #features} returned them
   * @return [D]
   */
  default float[] meanFeatures(float[] features) {
    return features;
  }

  /** Whether {@link PhotoCaptions#keywords} holds words where the user asks for them. */
  default boolean detectsWords() {
    return false;
  }

  /** Releases the model; the other methods must not be called afterwards. */
  @Override
  void close();
}
