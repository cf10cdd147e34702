package org.showtell.app.pipeline;

import java.util.Objects;

/**
 * A small picture of a photo for a page.
 *
 * @param mediaType of the data, such as {@code image/jpeg}
 * @param data the encoded picture; not copied
 * @param width in pixels
 * @param height in pixels
 */
public record Preview(String mediaType, byte[] data, int width, int height) {
  /** Checks that there is a picture. */
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
  }
}
