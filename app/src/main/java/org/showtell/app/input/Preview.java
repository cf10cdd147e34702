package org.showtell.app.input;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.showtell.encoder.preset.VisibleArea;

/**
 * A small version of an image for a page.
 *
 * @param mediaType of the data, such as {@code image/jpeg}
 * @param data the encoded image; not copied
 * @param width in pixels
 * @param height in pixels
 * @param seen the part of it that the model sees, which maps of attention lie on
 */
public record Preview(String mediaType, byte[] data, int width, int height, VisibleArea seen) {
  /** Makes previews of images. Called from several threads, beside the model. */
  @FunctionalInterface
  public interface Maker {
    /** For outputs that show no images. */
    Maker NONE = (content, name) -> Optional.empty();

    /** The preview of a file's bytes, or nothing where this kind of file has none. */
    Optional<Preview> preview(byte[] content, String name) throws IOException;
  }

  /** Checks that there is an image, and that the model sees a part of it. */
  public Preview {
    Objects.requireNonNull(mediaType, "mediaType");
    if (data.length == 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a preview must have data and a size, but got %d bytes and %dx%d pixels"
              .formatted(data.length, width, height));
    }
    if (!seen.fits(width, height)) {
      throw new IllegalArgumentException(
          "the visible area must lie in %dx%d pixels, but got %s".formatted(width, height, seen));
    }
  }

  /** An image that the model sees all of. */
  public Preview(String mediaType, byte[] data, int width, int height) {
    this(mediaType, data, width, height, VisibleArea.whole(width, height));
  }
}
