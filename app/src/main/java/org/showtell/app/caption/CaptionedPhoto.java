package org.showtell.app.caption;

import java.util.Objects;
import java.util.Optional;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.Preview;

/**
 * A result with its input.
 *
 * @param photo what was captioned; empty where the input was no image, such as a missing file
 * @param preview a small image, where the output asked for one and the input could be read
 */
public record CaptionedPhoto(
    CaptionRecord record, Optional<PhotoInput> photo, Optional<Preview> preview) {
  public CaptionedPhoto {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(photo, "photo");
    Objects.requireNonNull(preview, "preview");
  }

  /** The same, with what could not be done with the captions as the record's error. */
  public CaptionedPhoto withError(String problem) {
    return new CaptionedPhoto(record.withError(problem), photo, preview);
  }
}
