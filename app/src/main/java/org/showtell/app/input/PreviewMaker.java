package org.showtell.app.input;

import java.io.IOException;
import java.util.Optional;

/** Makes small pictures of photos. Called from several threads, beside the model. */
@FunctionalInterface
public interface PreviewMaker {
  /** For outputs that show no pictures. */
  PreviewMaker NONE = (content, name) -> Optional.empty();

  /**
   * @param content the photo's bytes
   * @param name for messages
   * @return the preview, or nothing where this kind of file has none
   * @throws IOException if the content is not an image that can be read
   */
  Optional<Preview> preview(byte[] content, String name) throws IOException;
}
