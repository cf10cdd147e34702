package org.showtell.app.caption;

import java.util.List;

/**
 * What a model says about one image.
 *
 * @param captions best first, at least one
 * @param keywords words for what is there, likeliest first; empty where none were asked for, or
 *     none is likely enough
 * @param repeated whether they are those of the image before, which this one is nearly equal to
 */
public record PhotoCaptions(
    List<ScoredCaption> captions, List<Keyword> keywords, boolean repeated) {
  /** Copies the lists; a model that has nothing to say about an image throws an exception. */
  public PhotoCaptions {
    captions = List.copyOf(captions);
    keywords = List.copyOf(keywords);
    if (captions.isEmpty()) {
      throw new IllegalArgumentException("an image must have at least one caption, but got none");
    }
  }

  /** Captions of its own. */
  public PhotoCaptions(List<ScoredCaption> captions, List<Keyword> keywords) {
    this(captions, keywords, false);
  }

  /** The same for an image that is nearly equal. */
  public PhotoCaptions asRepeated() {
    return new PhotoCaptions(captions, keywords, true);
  }

  /** Captions without keywords. */
  public PhotoCaptions(List<ScoredCaption> captions) {
    this(captions, List.of());
  }

  /** The caption that the model ranks first. */
  public ScoredCaption best() {
    return captions.get(0);
  }
}
