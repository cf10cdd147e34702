package org.showtell.encoder.image;

import java.io.IOException;

/**
 * An image or video cannot be read. The message is the reason only, such as {@code not an image
 * (the file is 0 bytes)}: whoever knows the path puts it in front.
 */
public class MediaReadException extends IOException {
  private static final long serialVersionUID = 1L;

  public MediaReadException(String reason) {
    super(reason);
  }

  public MediaReadException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
