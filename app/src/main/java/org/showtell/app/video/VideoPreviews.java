package org.showtell.app.video;

import java.io.IOException;
import java.util.Optional;
import org.showtell.app.input.Preview;
import org.showtell.encoder.image.RgbImage;

/** Makes small pictures of frames. */
@FunctionalInterface
public interface VideoPreviews {
  /** For outputs that show no pictures. */
  VideoPreviews NONE = frame -> Optional.empty();

  /**
   * The preview of a frame.
   *
   * @throws IOException if it cannot be made
   */
  Optional<Preview> preview(RgbImage frame) throws IOException;
}
