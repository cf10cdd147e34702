package org.showtell.metric;

import java.util.List;

/**
 * ROUGE-L (Lin 2004) as coco-caption computes it.
 *
 * <p>The longest common subsequence over the candidate's length is the precision, over the
 * reference's length the recall; the best precision and the best recall are taken over the
 * references separately, so they may come from two of them. F-measure with beta 1.2.
 */
public final class RougeL {
  private static final double BETA_SQUARED = 1.2 * 1.2;

  private RougeL() {}

  /** Scores one image or more, from 0 to 1. */
  public static ImageScores compute(List<CaptionComparison> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("images must be at least 1, but got 0");
    }
    return ImageScores.averaged(images.parallelStream().map(RougeL::score).toList());
  }

  private static double score(CaptionComparison image) {
    List<String> candidate = asSplit(image.candidate());
    double precision = 0;
    double recall = 0;
    for (List<String> tokens : image.references()) {
      List<String> reference = asSplit(tokens);
      double common = commonSubsequence(candidate, reference);
      precision = Math.max(precision, common / candidate.size());
      recall = Math.max(recall, common / reference.size());
    }
    return precision == 0 || recall == 0
        ? 0
        : (1 + BETA_SQUARED) * precision * recall / (recall + BETA_SQUARED * precision);
  }

  /** The judge splits at blanks, and an empty sentence split at blanks is one empty word. */
  private static List<String> asSplit(List<String> tokens) {
    return tokens.isEmpty() ? List.of("") : tokens;
  }

  private static int commonSubsequence(List<String> a, List<String> b) {
    int[] row = new int[b.size() + 1];
    for (String word : a) {
      int diagonal = 0;
      for (int j = 1; j <= b.size(); j++) {
        int above = row[j];
        row[j] = word.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[b.size()];
  }
}
