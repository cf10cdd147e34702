package org.showtell.decoder.generation;

import java.util.Objects;
import java.util.Set;
import org.showtell.nn.Check;

/**
 * How sentences are searched for.
 *
 * @param numBeams K, hypotheses kept per image; 1 is greedy
 * @param numReturnSequences hypotheses returned per image, at most numBeams unless sampling
 * @param lengths how long sentences may be, and which length is preferred
 * @param constraints which tokens a sentence must not go on with
 * @param sampling how tokens are drawn; null to search for the best instead
 */
public record GenerationConfig(
    int numBeams,
    int numReturnSequences,
    Lengths lengths,
    Constraints constraints,
    Sampling sampling) {

  /** Checks each value and those that contradict each other. */
  public GenerationConfig {
    Check.atLeast("numBeams", numBeams, 1);
    Check.atLeast("numReturnSequences", numReturnSequences, 1);
    Objects.requireNonNull(lengths, "lengths");
    Objects.requireNonNull(constraints, "constraints");
    Check.that(
        sampling != null || numReturnSequences <= numBeams,
        "numReturnSequences must be at most numBeams (" + numBeams + ")",
        numReturnSequences + "; raise numBeams or sample");
  }

  /**
   * Lengths of sentences.
   *
   * @param minNewTokens shortest sentence in tokens: END is not generated before
   * @param maxNewTokens longest sentence in tokens, END not counted
   * @param lengthPenalty exponent a of the rank sum(log p) / length^a, END counted; 0 prefers short
   *     sentences, 1 ranks by the mean
   */
  public record Lengths(int minNewTokens, int maxNewTokens, double lengthPenalty) {
    /** Checks each value. */
    public Lengths {
      Check.atLeast("minNewTokens", minNewTokens, 0);
      Check.atLeast("maxNewTokens", maxNewTokens, 1);
      Check.that(
          minNewTokens <= maxNewTokens,
          "minNewTokens must be at most maxNewTokens (" + maxNewTokens + ")",
          minNewTokens);
      Check.that(
          Double.isFinite(lengthPenalty), "lengthPenalty must be a finite number", lengthPenalty);
    }
  }

  /**
   * Rules about the next token.
   *
   * @param noRepeatNgramSize no n-gram of this size occurs twice in a sentence; 0 is off
   * @param connectives tokens such as "and" and "on" that do not join a word with itself: neither
   *     "white and white" nor "bike on a bike"; where there are any, no word follows itself either
   * @param neutral words that are said only where the network is sure enough
   * @param content what sentences say: nothing twice, what was detected, to the end
   */
  public record Constraints(
      int noRepeatNgramSize, Set<Integer> connectives, NeutralWords neutral, ContentRules content) {
    /** Checks each value. */
    public Constraints {
      Check.atLeast("noRepeatNgramSize", noRepeatNgramSize, 0);
      connectives = Set.copyOf(connectives);
      Objects.requireNonNull(neutral, "neutral");
      Objects.requireNonNull(content, "content");
    }
  }

  /**
   * Drawing of tokens.
   *
   * @param temperature divides log-probabilities before sampling, above 0
   * @param topK sample among the K most likely tokens; 0 is off
   * @param topP sample among the most likely tokens that hold this probability; 1 is off
   * @param seed of the generator
   */
  public record Sampling(double temperature, int topK, double topP, long seed) {
    /** Checks each value. */
    public Sampling {
      Check.that(
          temperature > 0 && Double.isFinite(temperature),
          "temperature must be above 0",
          temperature);
      Check.atLeast("topK", topK, 0);
      Check.that(topP > 0 && topP <= 1, "topP must be in (0, 1]", topP);
    }
  }

  /** Beam search of three, sentences of at most 20 tokens, ranked by the mean log-probability. */
  public static GenerationConfig defaults() {
    return new GenerationConfig(
        3,
        1,
        new Lengths(1, 20, 1),
        new Constraints(0, Set.of(), NeutralWords.none(), ContentRules.NONE),
        null);
  }

  /** The defaults for captions: no three words occur twice in a sentence. */
  public static GenerationConfig captions() {
    return defaults().withNoRepeatNgramSize(3);
  }

  /** The same with another number of beams. */
  public GenerationConfig withNumBeams(int beams) {
    int returned = sampling == null ? Math.min(numReturnSequences, beams) : numReturnSequences;
    return new GenerationConfig(beams, returned, lengths, constraints, sampling);
  }

  /** The same with another number of returned sentences. */
  public GenerationConfig withNumReturnSequences(int sentences) {
    return new GenerationConfig(numBeams, sentences, lengths, constraints, sampling);
  }

  /** The same with other limits of length. */
  public GenerationConfig withTokens(int least, int most) {
    return with(new Lengths(least, most, lengths.lengthPenalty()));
  }

  /** The same with another length penalty. */
  public GenerationConfig withLengthPenalty(double exponent) {
    return with(new Lengths(lengths.minNewTokens(), lengths.maxNewTokens(), exponent));
  }

  private GenerationConfig with(Lengths other) {
    return new GenerationConfig(numBeams, numReturnSequences, other, constraints, sampling);
  }

  /** The same, sampling. */
  public GenerationConfig withSampling(double temperature, int topK, double topP, long seed) {
    return new GenerationConfig(
        numBeams,
        numReturnSequences,
        lengths,
        constraints,
        new Sampling(temperature, topK, topP, seed));
  }

  /** The same without repeated n-grams of this size. */
  public GenerationConfig withNoRepeatNgramSize(int size) {
    return with(
        new Constraints(size, constraints.connectives, constraints.neutral, constraints.content));
  }

  /** The same with other tokens that do not join a word with itself. */
  public GenerationConfig withConnectives(Set<Integer> tokens) {
    return with(
        new Constraints(
            constraints.noRepeatNgramSize, tokens, constraints.neutral, constraints.content));
  }

  /** The same with other words that want certainty. */
  public GenerationConfig withNeutral(NeutralWords words) {
    return with(
        new Constraints(
            constraints.noRepeatNgramSize, constraints.connectives, words, constraints.content));
  }

  /** The same with other rules on what sentences say. */
  public GenerationConfig withContent(ContentRules rules) {
    return with(
        new Constraints(
            constraints.noRepeatNgramSize, constraints.connectives, constraints.neutral, rules));
  }

  private GenerationConfig with(Constraints other) {
    return new GenerationConfig(numBeams, numReturnSequences, lengths, other, sampling);
  }
}
