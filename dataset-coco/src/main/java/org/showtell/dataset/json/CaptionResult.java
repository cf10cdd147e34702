package org.showtell.dataset.json;

import java.util.Objects;

/**
 * One line of a results file: the caption that a model gave an image.
 *
 * @param imageId the image's id, as in the references
 * @param caption the caption; may be empty, which scores zero
 */
public record CaptionResult(String imageId, String caption) {

  /**
   * @throws IllegalArgumentException if the id is blank
   */
  public CaptionResult {
    Objects.requireNonNull(caption, "caption");
    if (imageId.isBlank()) {
      throw new IllegalArgumentException("a result needs an image id, received '" + imageId + "'");
    }
  }
}
