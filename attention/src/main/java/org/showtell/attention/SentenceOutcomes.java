package org.showtell.attention;

import java.util.Arrays;

/**
 * How the sentences of a training pass went: what an attention's objective needs to know.
 *
 * @param lengths [B], tokens of each that count; steps beyond are padding
 * @param logLikelihoods [B], log p of each sentence in nats
 */
public record SentenceOutcomes(int[] lengths, double[] logLikelihoods) {
  /** Checks that both are about the same sentences. */
  public SentenceOutcomes {
    if (lengths.length != logLikelihoods.length) {
      throw new IllegalArgumentException(
          "Expected as many log-likelihoods as the "
              + lengths.length
              + " lengths but got "
              + logLikelihoods.length);
    }
  }

  /** Tokens that count, of all sentences. */
  public int tokens() {
    return Arrays.stream(lengths).sum();
  }

  /** B. */
  public int rows() {
    return lengths.length;
  }
}
