package org.showtell.metric;

import java.util.List;

/**
 * What a score compares for one image, tokenized by {@link PtbTokenizer}: a caption, which may be
 * empty, and one or more human ones.
 */
public record CaptionComparison(List<String> candidate, List<List<String>> references) {

  public CaptionComparison {
    candidate = List.copyOf(candidate);
    references = references.stream().map(List::copyOf).toList();
    if (references.isEmpty()) {
      throw new IllegalArgumentException(
          "references must be at least 1, but got 0 for " + candidate);
    }
  }
}
