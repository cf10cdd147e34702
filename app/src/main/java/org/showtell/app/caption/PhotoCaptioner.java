package org.showtell.app.caption;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.showtell.encoder.preset.Preprocessing;

/**
 * A loaded model that captions photos: the seam between the pipeline and everything that knows
 * tensors.
 *
 * <p>{@link #preprocess} is called from several threads at once, {@link #features} from one and
 * {@link #describe} from another: photos are encoded while those before them are described. Whoever
 * opens a captioner closes it.
 */
public interface PhotoCaptioner extends FrameCaptioner, AutoCloseable {
  /** The model's name as records show it. */
  String model();

  /**
   * Decodes a photo and prepares it as the model was trained to see it. Safe to call from several
   * threads.
   *
   * @param content the file's bytes
   * @param name the photo's name, for messages
   * @return pixels [H,W,3], row-major, in the channel order and range that the model expects
   * @throws IOException if the content is not an image that can be read; the message is the reason
   *     without the name
   */
  float[] preprocess(byte[] content, String name) throws IOException;

  /**
   * Captions one batch.
   *
   * @param pixels B photos as {@link #preprocess} returned them
   * @return B results, in the same order
   */
  default List<PhotoCaptions> caption(List<float[]> pixels) {
    return describe(features(pixels));
  }

  /**
   * For a model that attends, how photos are prepared for it, which tells the part of each that the
   * maps of its words lie on; empty for a model whose words have no maps.
   */
  default Optional<Preprocessing> attention() {
    return Optional.empty();
  }

  /** Whether {@link PhotoCaptions#keywords} holds words where the user asks for them. */
  default boolean detectsWords() {
    return false;
  }

  /** Releases the model; the other methods must not be called afterwards. */
  @Override
  void close();
}
