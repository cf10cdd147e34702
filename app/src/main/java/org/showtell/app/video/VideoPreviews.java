package org.showtell.app.video;

import java.io.IOException;
import java.util.Optional;
import org.showtell.app.input.Preview;
import org.showtell.encoder.image.RgbImage;

/** Makes previews of frames. */
@FunctionalInterface
public interface VideoPreviews {
  /** For outputs that show no images. */
  VideoPreviews NONE = frame -> Optional.empty();

  Optional<Preview> preview(RgbImage frame) throws IOException;
}
