package org.showtell.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BLEU (Papineni et al. 2002) as coco-caption computes it.
 *
 * <p>Clipped n-gram precision for n of 1 to 4, their geometric mean, and a brevity penalty by the
 * reference length that is closest to the candidate's, the shorter one in a tie. For the corpus,
 * counts and lengths are added up over the images first. The two small numbers that the judge adds
 * against division by zero are kept, since they decide the value of short captions.
 */
public final class Bleu {
  private static final int MAX_N = 4;
  private static final double TINY = 1e-15;
  private static final double SMALL = 1e-9;

  private Bleu() {}

  /** Scores one image or more. */
  public static Score compute(List<CaptionComparison> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("images must be at least 1, but got 0");
    }
    long[] guesses = new long[MAX_N];
    long[] matches = new long[MAX_N];
    long candidateLength = 0;
    long referenceLength = 0;
    List<List<Double>> perImage = new ArrayList<>(images.size());
    for (CaptionComparison image : images) {
      int length = image.candidate().size();
      int closest = closestLength(length, image.references());
      long[] imageGuesses = new long[MAX_N];
      long[] imageMatches = new long[MAX_N];
      for (int n = 1; n <= MAX_N; n++) {
        imageGuesses[n - 1] = Math.max(0, length - n + 1);
        imageMatches[n - 1] = matches(image, n);
        guesses[n - 1] += imageGuesses[n - 1];
        matches[n - 1] += imageMatches[n - 1];
      }
      candidateLength += length;
      referenceLength += closest;
      perImage.add(values(imageMatches, imageGuesses, length, closest));
    }
    return new Score(values(matches, guesses, candidateLength, referenceLength), perImage);
  }

  private static List<Double> values(
      long[] matches, long[] guesses, long candidateLength, long referenceLength) {
    double ratio = (candidateLength + TINY) / (referenceLength + SMALL);
    double brevityPenalty = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1;
    List<Double> values = new ArrayList<>(MAX_N);
    double product = 1;
    for (int n = 1; n <= MAX_N; n++) {
      product *= (matches[n - 1] + TINY) / (guesses[n - 1] + SMALL);
      values.add(Math.pow(product, 1.0 / n) * brevityPenalty);
    }
    return values;
  }

  private static int closestLength(int length, List<List<String>> references) {
    int best = references.get(0).size();
    for (List<String> reference : references) {
      int size = reference.size();
      int difference = Math.abs(size - length) - Math.abs(best - length);
      if (difference < 0 || (difference == 0 && size < best)) {
        best = size;
      }
    }
    return best;
  }

  /** Each n-gram of the candidate counts as often as the reference that has it most often. */
  private static long matches(CaptionComparison image, int n) {
    Map<List<String>, Integer> limits = new HashMap<>();
    for (List<String> reference : image.references()) {
      count(reference, n).forEach((gram, count) -> limits.merge(gram, count, Math::max));
    }
    long matches = 0;
    for (Map.Entry<List<String>, Integer> gram : count(image.candidate(), n).entrySet()) {
      matches += Math.min(gram.getValue(), limits.getOrDefault(gram.getKey(), 0));
    }
    return matches;
  }

  private static Map<List<String>, Integer> count(List<String> tokens, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int start = 0; start + n <= tokens.size(); start++) {
      counts.merge(tokens.subList(start, start + n), 1, Integer::sum);
    }
    return counts;
  }

  /**
   * BLEU-1 to BLEU-4 from 0 to 1: of all images together, which is not the mean of theirs, and of
   * each image in the order of the input.
   */
  public record Score(List<Double> corpus, List<List<Double>> perImage) {

    public Score {
      corpus = List.copyOf(corpus);
      perImage = perImage.stream().map(List::copyOf).toList();
    }

    /** The corpus value of n from 1 to 4. */
    public double bleu(int n) {
      return corpus.get(n - 1);
    }
  }
}
