package org.showtell.app.pipeline;

import java.util.List;

/**
 * What a model says about one photo.
 *
 * @param captions best first, at least one
 */
public record PhotoCaptions(List<ScoredCaption> captions) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty: a model that has nothing to say about a photo
   *     says so with an exception
   */
  public PhotoCaptions {
    captions = List.copyOf(captions);
    if (captions.isEmpty()) {
      throw new IllegalArgumentException("a photo has at least one caption, but the list is empty");
    }
  }

  /** The caption that the model ranks first. */
  public ScoredCaption best() {
    return captions.get(0);
  }
}
