package org.showtell.app.caption;

import java.util.Objects;
import java.util.Optional;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.Preview;

/**
 * A result together with what it is the result of.
 *
 * @param record the result
 * @param photo what was captioned; empty where the input was no photo, such as a missing file
 * @param preview a small picture, where the output asked for one and the photo could be read
 */
public record CaptionedPhoto(
    CaptionRecord record, Optional<PhotoInput> photo, Optional<Preview> preview) {
  /** Checks that everything is there. */
  public CaptionedPhoto {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(photo, "photo");
    Objects.requireNonNull(preview, "preview");
  }
}
