package org.showtell.metric;

import java.util.List;

/**
 * What a score compares for one image, tokenized by {@link PtbTokenizer}.
 *
 * @param candidate the tokens of the caption to be judged; may be empty
 * @param references the tokens of each human caption, one or more
 */
public record CaptionComparison(List<String> candidate, List<List<String>> references) {

  /**
   * @throws IllegalArgumentException if there is no reference
   */
  public CaptionComparison {
    candidate = List.copyOf(candidate);
    references = references.stream().map(List::copyOf).toList();
    if (references.isEmpty()) {
      throw new IllegalArgumentException(
          "references must be at least 1, but got 0 for " + candidate);
    }
  }
}
