package org.showtell.decoder.generation;

import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How sentences are searched for.
 *
 * @param numBeams K, hypotheses kept per photo; 1 is greedy
 * @param maxNewTokens longest sentence in tokens, END not counted
 * @param minNewTokens shortest sentence in tokens: END is not generated before
 * @param lengthPenalty exponent a of the rank sum(log p) / length^a, END counted; 0 prefers short
 *     sentences, 1 ranks by the mean
 * @param numReturnSequences hypotheses returned per photo, at most numBeams unless sampling
 * @param temperature divides log-probabilities before sampling, above 0
 * @param topK sample among the K most likely tokens; 0 is off
 * @param topP sample among the most likely tokens that hold this probability; 1 is off
 * @param noRepeatNgramSize no n-gram of this size occurs twice in a sentence; 0 is off
 * @param connectives tokens such as "and" and "on" that do not join a word with itself: neither
 *     "white and white" nor "bike on a bike"; where there are any, no word follows itself either
 * @param neutral words that are said only where the network is sure enough
 * @param content what sentences say: nothing twice, what was detected, to the end
 * @param sample draw tokens instead of searching for the best
 * @param seed of the sampling generator
 */
public record GenerationConfig(
    int numBeams,
    int maxNewTokens,
    int minNewTokens,
    double lengthPenalty,
    int numReturnSequences,
    double temperature,
    int topK,
    double topP,
    int noRepeatNgramSize,
    Set<Integer> connectives,
    NeutralWords neutral,
    ContentRules content,
    boolean sample,
    long seed) {

  /** Checks each value and those that contradict each other. */
  public GenerationConfig {
    atLeast("numBeams", numBeams, 1);
    atLeast("maxNewTokens", maxNewTokens, 1);
    atLeast("minNewTokens", minNewTokens, 0);
    atLeast("numReturnSequences", numReturnSequences, 1);
    atLeast("topK", topK, 0);
    atLeast("noRepeatNgramSize", noRepeatNgramSize, 0);
    connectives = Set.copyOf(connectives);
    Objects.requireNonNull(neutral, "neutral");
    Objects.requireNonNull(content, "content");
    if (minNewTokens > maxNewTokens) {
      throw new IllegalArgumentException(
          "Expected minNewTokens at most maxNewTokens ("
              + maxNewTokens
              + ") but got "
              + minNewTokens);
    }
    if (!Double.isFinite(lengthPenalty)) {
      throw new IllegalArgumentException(
          "Expected a finite lengthPenalty but got " + lengthPenalty);
    }
    if (!(temperature > 0) || !Double.isFinite(temperature)) {
      throw new IllegalArgumentException("Expected a temperature above 0 but got " + temperature);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("Expected topP in (0, 1] but got " + topP);
    }
    if (!sample && numReturnSequences > numBeams) {
      throw new IllegalArgumentException(
          "Expected at most numBeams ("
              + numBeams
              + ") sentences but got "
              + numReturnSequences
              + "; raise numBeams or sample");
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "Expected " + name + " of at least " + least + " but got " + value);
    }
  }

  /** Beam search of three, sentences of at most 20 tokens, ranked by the mean log-probability. */
  public static GenerationConfig defaults() {
    return new GenerationConfig(
        3, 20, 1, 1, 1, 1, 0, 1, 0, Set.of(), NeutralWords.none(), ContentRules.NONE, false, 0);
  }

  /** The defaults for captions: no three words occur twice in a sentence. */
  public static GenerationConfig captions() {
    return defaults().withNoRepeatNgramSize(3);
  }

  /** The same with another number of beams. */
  public GenerationConfig withNumBeams(int beams) {
    return with(
        draft -> {
          draft.numBeams = beams;
          draft.numReturnSequences =
              sample ? numReturnSequences : Math.min(numReturnSequences, beams);
        });
  }

  /** The same with other limits of length. */
  public GenerationConfig withTokens(int least, int most) {
    return with(
        draft -> {
          draft.minNewTokens = least;
          draft.maxNewTokens = most;
        });
  }

  /** The same with another length penalty. */
  public GenerationConfig withLengthPenalty(double exponent) {
    return with(draft -> draft.lengthPenalty = exponent);
  }

  /** The same with another number of returned sentences. */
  public GenerationConfig withNumReturnSequences(int sentences) {
    return with(draft -> draft.numReturnSequences = sentences);
  }

  /** The same, sampling. */
  public GenerationConfig withSampling(double heat, int mostLikely, double mass, long newSeed) {
    return with(
        draft -> {
          draft.sample = true;
          draft.temperature = heat;
          draft.topK = mostLikely;
          draft.topP = mass;
          draft.seed = newSeed;
        });
  }

  /** The same without repeated n-grams of this size. */
  public GenerationConfig withNoRepeatNgramSize(int size) {
    return with(draft -> draft.noRepeatNgramSize = size);
  }

  /** The same with other tokens that do not join a word with itself. */
  public GenerationConfig withConnectives(Set<Integer> tokens) {
    return with(draft -> draft.connectives = tokens);
  }

  /** The same with other words that want certainty. */
  public GenerationConfig withNeutral(NeutralWords words) {
    return with(draft -> draft.neutral = words);
  }

  /** The same with other rules on what sentences say. */
  public GenerationConfig withContent(ContentRules rules) {
    return with(draft -> draft.content = rules);
  }

  private GenerationConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.config();
  }

  /** The values of a configuration while some are changed. */
  private static final class Draft {
    private int numBeams;
    private int maxNewTokens;
    private int minNewTokens;
    private double lengthPenalty;
    private int numReturnSequences;
    private double temperature;
    private int topK;
    private double topP;
    private int noRepeatNgramSize;
    private Set<Integer> connectives;
    private NeutralWords neutral;
    private ContentRules content;
    private boolean sample;
    private long seed;

    Draft(GenerationConfig from) {
      numBeams = from.numBeams;
      maxNewTokens = from.maxNewTokens;
      minNewTokens = from.minNewTokens;
      lengthPenalty = from.lengthPenalty;
      numReturnSequences = from.numReturnSequences;
      temperature = from.temperature;
      topK = from.topK;
      topP = from.topP;
      noRepeatNgramSize = from.noRepeatNgramSize;
      connectives = from.connectives;
      neutral = from.neutral;
      content = from.content;
      sample = from.sample;
      seed = from.seed;
    }

    GenerationConfig config() {
      return new GenerationConfig(
          numBeams,
          maxNewTokens,
          minNewTokens,
          lengthPenalty,
          numReturnSequences,
          temperature,
          topK,
          topP,
          noRepeatNgramSize,
          connectives,
          neutral,
          content,
          sample,
          seed);
    }
  }
}
