package org.showtell.attention;

import java.util.Arrays;
import org.showtell.nn.Check;

/**
 * What training asks of attention beside likely sentences.
 *
 * @param coverage lambda of the doubly stochastic penalty (Xu et al. 2015, eq. 14), see {@link
 *     SoftSelection.Penalty}; 0 for none
 * @param reward lambda_r of REINFORCE in the hard mode (section 4.1)
 * @param entropy lambda_e, how much the hard mode is paid for undecided weights
 * @param baselineDecay share of the old baseline that each batch keeps (section 4.1: 0.9)
 * @param sampled share of the sentences that the hard mode samples a location for; the others see
 *     the expectation (section 4.1: one half)
 */
public record AttentionObjective(
    double coverage, double reward, double entropy, double baselineDecay, double sampled) {
  /** Checks each value. */
  public AttentionObjective {
    Check.that(coverage >= 0 && Double.isFinite(coverage), "coverage must be at least 0", coverage);
    Check.that(reward >= 0 && Double.isFinite(reward), "reward must be at least 0", reward);
    Check.that(entropy >= 0 && Double.isFinite(entropy), "entropy must be at least 0", entropy);
    Check.share("baselineDecay", baselineDecay);
    Check.that(sampled >= 0 && sampled <= 1, "sampled must be in [0, 1]", sampled);
  }

  /**
   * No penalty, which makes maps level on short captions; for the hard mode reward 1, entropy
   * 0.002, baseline 0.9 and one half sampled.
   */
  public static AttentionObjective defaults() {
    return new AttentionObjective(0, 1, 0.002, 0.9, 0.5);
  }

  /** The same with another coverage. */
  public AttentionObjective withCoverage(double other) {
    return new AttentionObjective(other, reward, entropy, baselineDecay, sampled);
  }

  /**
   * How the sentences of a training pass went: what an attention's objective needs to know.
   *
   * @param lengths [B], tokens of each that count; steps beyond are padding
   * @param logLikelihoods [B], log p of each sentence in nats
   */
  public record Outcomes(int[] lengths, double[] logLikelihoods) {
    /** Checks that both are about the same sentences. */
    public Outcomes {
      Check.length("log-likelihoods", logLikelihoods.length, lengths.length);
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
}
