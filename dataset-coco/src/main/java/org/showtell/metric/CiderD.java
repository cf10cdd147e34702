package org.showtell.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
   * A sentence as the numbers of its n-grams: for each n in ascending order, repeated as the n-gram
   * is. For the length the judge counts bigrams, not words.
   */
  private record Sentence(int[][] grams, int length) {}

  private final NGramIds ids = new NGramIds();
  private final List<List<Sentence>> images = new ArrayList<>(); // the references of each
  private final double[] inverseFrequency; // by the n-gram's number
  private final double logImages;

  /** Takes the tokenized references of each image; candidates may come later. */
  public CiderD(List<List<List<String>>> references) {
    for (List<List<String>> image : references) {
      images.add(image.stream().map(tokens -> sentence(tokens, ids.of(tokens, MAX_N))).toList());
    }
    int[] imagesWith = imagesWith();
    logImages = Math.log(images.size());
    inverseFrequency = new double[imagesWith.length];
    for (int gram = 0; gram < imagesWith.length; gram++) {
      inverseFrequency[gram] = logImages - Math.log(Math.max(1, imagesWith[gram]));
    }
  }

  private static Sentence sentence(List<String> tokens, int[][] grams) {
    return new Sentence(grams, Math.max(0, tokens.size() - 1));
  }

  /** For each n-gram, how many images have it in a reference. */
  private int[] imagesWith() {
    int[] imagesWith = new int[ids.size() + 1];
    int[] lastImage = new int[ids.size() + 1];
    for (int image = 0; image < images.size(); image++) {
      for (Sentence reference : images.get(image)) {
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
   * Scores one image or more, from 0 to 10, in several threads; the result does not depend on their
   * number.
   */
  public static ImageScores compute(List<CaptionComparison> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("images must be at least 1, but got 0");
    }
    CiderD cider = new CiderD(images.stream().map(CaptionComparison::references).toList());
    return ImageScores.averaged(
        IntStream.range(0, images.size())
            .parallel()
            .mapToObj(i -> cider.score(i, images.get(i).candidate()))
            .toList());
  }

  /**
   * One candidate's value, from 0 to 10, for the references of that place; safe for several
   * threads.
   */
  public double score(int image, List<String> candidate) {
    Sentence mine = sentence(candidate, ids.known(candidate, MAX_N));
    List<Sentence> references = images.get(image);
    double sum = 0;
    for (Sentence reference : references) {
      sum += similarity(mine, reference);
    }
    return SCALE * sum / references.size();
  }

  /** An n-gram that no reference has counts as if one image had it. */
  private double inverseFrequency(int gram) {
    return gram < inverseFrequency.length ? inverseFrequency[gram] : logImages;
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
      double weight = inverseFrequency(gram);
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
      double weight = (end - i) * inverseFrequency(grams[i]);
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
