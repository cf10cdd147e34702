package org.showtell.coco.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
   * A sentence as a vector for each n.
   *
   * @param weights for each n, n-gram to count times inverse document frequency
   * @param norms the vectors' lengths
   * @param length the judge counts bigrams here, not words
   */
  private record Sentence(List<Map<List<String>, Double>> weights, double[] norms, int length) {}

  private final Map<List<String>, Integer> imagesWith = new HashMap<>();
  private final double logImages;

  private CiderD(List<CaptionComparison> images) {
    logImages = Math.log(images.size());
    for (CaptionComparison image : images) {
      Set<List<String>> grams = new HashSet<>();
      for (List<String> reference : image.references()) {
        for (int n = 1; n <= MAX_N; n++) {
          grams.addAll(NGrams.count(reference, n).keySet());
        }
      }
      grams.forEach(gram -> imagesWith.merge(gram, 1, Integer::sum));
    }
  }

  /**
   * @param images candidate and references of each image
   * @return each image's value and their mean, from 0 to 10
   * @throws IllegalArgumentException if there is no image
   */
  public static ImageScores compute(List<CaptionComparison> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("CIDEr-D needs one image or more, received none");
    }
    CiderD cider = new CiderD(images);
    return ImageScores.averaged(images.stream().map(cider::score).toList());
  }

  private double score(CaptionComparison image) {
    Sentence candidate = sentence(image.candidate());
    double sum = 0;
    for (List<String> reference : image.references()) {
      sum += similarity(candidate, sentence(reference));
    }
    return SCALE * sum / image.references().size();
  }

  private Sentence sentence(List<String> tokens) {
    List<Map<List<String>, Double>> weights = new ArrayList<>(MAX_N);
    double[] norms = new double[MAX_N];
    for (int n = 1; n <= MAX_N; n++) {
      Map<List<String>, Double> vector = new HashMap<>();
      double squares = 0;
      for (Map.Entry<List<String>, Integer> gram : NGrams.count(tokens, n).entrySet()) {
        // An n-gram that no reference has counts as if one image had it.
        double frequency = Math.log(Math.max(1, imagesWith.getOrDefault(gram.getKey(), 0)));
        double weight = gram.getValue() * (logImages - frequency);
        vector.put(gram.getKey(), weight);
        squares += weight * weight;
      }
      weights.add(vector);
      norms[n - 1] = Math.sqrt(squares);
    }
    return new Sentence(weights, norms, Math.max(0, tokens.size() - 1));
  }

  /** The mean over n of the clipped cosine, times the penalty for the difference in length. */
  private static double similarity(Sentence candidate, Sentence reference) {
    double sum = 0;
    for (int n = 0; n < MAX_N; n++) {
      double product = 0;
      for (Map.Entry<List<String>, Double> gram : candidate.weights().get(n).entrySet()) {
        double weight = reference.weights().get(n).getOrDefault(gram.getKey(), 0.0);
        product += Math.min(gram.getValue(), weight) * weight;
      }
      double norms = candidate.norms()[n] * reference.norms()[n];
      sum += norms == 0 ? product : product / norms;
    }
    double difference = candidate.length() - reference.length();
    return sum / MAX_N * Math.exp(-(difference * difference) / (2 * SIGMA * SIGMA));
  }
}
