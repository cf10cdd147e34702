package org.showtell.coco.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * CIDEr-D (Vedantam et al. 2015, section 6) as coco-caption computes and reports it under the name
 * CIDEr.
 *
 * <p>The cosine between the candidate's and each reference's vector of n-gram counts times inverse
 * document frequency, for n of 1 to 4, with counts clipped to the reference's and a Gaussian
 * penalty for a difference in length; averaged over references and n, times 10. The document
 * frequencies come from the references of the images that are scored, so values of small sets are
 * comparable with nothing.
 */
public final class CiderD {
  private static final int MAX_N = 4;
  private static final double SIGMA = 6;
  private static final double SCALE = 10;

  /**
   * A sentence as the numbers of its n-grams.
   *
   * @param grams for each n, in ascending order, repeated as the n-gram is
   * @param length the judge counts bigrams here, not words
   */
  private record Sentence(int[][] grams, int length) {}

  /** A candidate and its references. */
  private record Image(Sentence candidate, List<Sentence> references) {}

  private final NGramIds ids = new NGramIds();
  private final List<Image> images = new ArrayList<>();
  private final double[] inverseFrequency; // by the n-gram's number

  private CiderD(List<CaptionComparison> comparisons) {
    for (CaptionComparison comparison : comparisons) {
      images.add(
          new Image(
              sentence(comparison.candidate()),
              comparison.references().stream().map(this::sentence).toList()));
    }
    int[] imagesWith = imagesWith();
    double logImages = Math.log(images.size());
    inverseFrequency = new double[imagesWith.length];
    for (int gram = 0; gram < imagesWith.length; gram++) {
      // An n-gram that no reference has counts as if one image had it.
      inverseFrequency[gram] = logImages - Math.log(Math.max(1, imagesWith[gram]));
    }
  }

  private Sentence sentence(List<String> tokens) {
    return new Sentence(ids.of(tokens, MAX_N), Math.max(0, tokens.size() - 1));
  }

  /** For each n-gram, how many images have it in a reference. */
  private int[] imagesWith() {
    int[] imagesWith = new int[ids.size() + 1];
    int[] lastImage = new int[ids.size() + 1];
    for (int image = 0; image < images.size(); image++) {
      for (Sentence reference : images.get(image).references()) {
        for (int[] grams : reference.grams()) {
          for (int gram : grams) {
            imagesWith[gram] += lastImage[gram] == image + 1 ? 0 : 1;
            lastImage[gram] = image + 1;
          }
        }
      }
    }
    return imagesWith;
  }

  /**
   * Images are scored by several threads; the result does not depend on their number.
   *
   * @param images candidate and references of each image
   * @return each image's value and their mean, from 0 to 10
   * @throws IllegalArgumentException if there is no image
   */
  public static ImageScores compute(List<CaptionComparison> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("CIDEr-D needs one image or more, received none");
    }
    CiderD cider = new CiderD(images);
    return ImageScores.averaged(cider.images.parallelStream().map(cider::score).toList());
  }

  private double score(Image image) {
    double sum = 0;
    for (Sentence reference : image.references()) {
      sum += similarity(image.candidate(), reference);
    }
    return SCALE * sum / image.references().size();
  }

  /** The mean over n of the clipped cosine, times the penalty for the difference in length. */
  private double similarity(Sentence candidate, Sentence reference) {
    double sum = 0;
    for (int n = 0; n < MAX_N; n++) {
      int[] mine = candidate.grams()[n];
      int[] theirs = reference.grams()[n];
      double product = clippedProduct(mine, theirs);
      double norms = norm(mine) * norm(theirs);
      sum += norms == 0 ? product : product / norms;
    }
    double difference = candidate.length() - reference.length();
    return sum / MAX_N * Math.exp(-(difference * difference) / (2 * SIGMA * SIGMA));
  }

  /** The product of two vectors of counts times inverse frequency, the first clipped. */
  private double clippedProduct(int[] candidate, int[] reference) {
    double product = 0;
    int j = 0;
    for (int i = 0; i < candidate.length; ) {
      int gram = candidate[i];
      int end = endOfRun(candidate, i);
      while (j < reference.length && reference[j] < gram) {
        j++;
      }
      int endThere = j;
      while (endThere < reference.length && reference[endThere] == gram) {
        endThere++;
      }
      double weight = inverseFrequency[gram];
      product += Math.min(end - i, endThere - j) * weight * (endThere - j) * weight;
      i = end;
      j = endThere;
    }
    return product;
  }

  private double norm(int[] grams) {
    double squares = 0;
    for (int i = 0; i < grams.length; ) {
      int end = endOfRun(grams, i);
      double weight = (end - i) * inverseFrequency[grams[i]];
      squares += weight * weight;
      i = end;
    }
    return Math.sqrt(squares);
  }

  private static int endOfRun(int[] grams, int start) {
    int end = start + 1;
    while (end < grams.length && grams[end] == grams[start]) {
      end++;
    }
    return end;
  }
}
