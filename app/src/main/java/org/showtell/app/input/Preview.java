package org.showtell.app.input;

import java.util.Objects;
import org.showtell.encoder.preset.VisibleArea;

/**
 * A small picture of a photo for a page.
 *
 * @param mediaType of the data, such as {@code image/jpeg}
 * @param data the encoded picture; not copied
 * @param width in pixels
 * @param height in pixels
 * @param seen the part of it that the model sees, which maps of attention lie on
 */
public record Preview(String mediaType, byte[] data, int width, int height, VisibleArea seen) {
  /** Checks that there is a picture, and that the model sees a part of it. */
  public Preview {
    Objects.requireNonNull(mediaType, "mediaType");
    if (data.length == 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a preview has data and a size, but it has "
              + data.length
              + " bytes and "
              + width
              + "x"
              + height
              + " pixels");
    }
    if (!seen.fits(width, height)) {
      throw new IllegalArgumentException(
          "a model sees a part of the preview, but of " + width + "x" + height + " pixels " + seen);
    }
  }

  /** A picture that the model sees all of. */
  public Preview(String mediaType, byte[] data, int width, int height) {
    this(mediaType, data, width, height, VisibleArea.whole(width, height));
  }
}
