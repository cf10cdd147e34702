package org.showtell.app.caption;

import java.util.Objects;

/**
 * What the user chose about the model and how it searches for words. The words are those of the
 * command line.
 *
 * @param model a model's name or the path of its file or folder
 * @param numBeams hypotheses that the beam search keeps, at least 1; 1 is greedy search
 * @param numCaptions captions wanted for each photo, 1 to {@code numBeams}, or any number when
 *     sampling
 * @param maxTokens the longest caption in tokens, at least 1
 * @param lengthPenalty the exponent of the length that a hypothesis' log-probability is divided by;
 *     1 ranks by the mean; null for the model's own
 * @param genderCertainty share of their probability that "man" needs beside "woman", or the other
 *     way round, to be said; "person" is said below it; 0.5 to 1
 * @param sample whether words are drawn at random instead of searched for
 * @param temperature above 0; below 1 makes sampling more careful, above 1 more daring
 * @param topK sampling draws from the K most probable words; 0 for all
 * @param topP sampling draws from the most probable words that together have this probability,
 *     above 0 and at most 1
 * @param seed of the random numbers of sampling
 * @param threads that read and decode photos beside the model, at least 1
 * @param keywords words that are wanted beside the caption
 * @param minScore captions that score lower are left out, see {@link ScoreFloor}; null for none
 */
public record CaptionOptions(
    String model,
    int numBeams,
    int numCaptions,
    int maxTokens,
    Double lengthPenalty,
    double genderCertainty,
    boolean sample,
    double temperature,
    int topK,
    double topP,
    long seed,
    int threads,
    KeywordOptions keywords,
    Double minScore) {
  /** The certainty that the likelier of two always has. */
  public static final double ANY_GENDER = 0.5;

  /**
   * Checks every number against its range.
   *
   * @throws IllegalArgumentException that names the rule, the value and what to do
   */
  public CaptionOptions {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(keywords, "keywords");
    require(numBeams >= 1, "--num-beams is at least 1, but it is " + numBeams);
    require(numCaptions >= 1, "--num-captions is at least 1, but it is " + numCaptions);
    require(
        sample || numCaptions <= numBeams,
        "--num-captions "
            + numCaptions
            + " asks for more captions than --num-beams "
            + numBeams
            + " keeps: use --num-beams "
            + numCaptions
            + ", or --sample");
    require(maxTokens >= 1, "--max-tokens is at least 1, but it is " + maxTokens);
    require(
        lengthPenalty == null || Double.isFinite(lengthPenalty),
        "--length-penalty is a finite number, but it is " + lengthPenalty);
    require(
        genderCertainty >= 0.5 && genderCertainty <= 1,
        "--gender-certainty is 0.5 to 1, but it is " + genderCertainty);
    require(
        Double.isFinite(temperature) && temperature > 0,
        "--temperature is above 0, but it is "
            + temperature
            + "; for the most probable words leave out --sample");
    require(topK >= 0, "--top-k is at least 1, or 0 for all words, but it is " + topK);
    require(topP > 0 && topP <= 1, "--top-p is above 0 and at most 1, but it is " + topP);
    require(threads >= 1, "--threads is at least 1, but it is " + threads);
    require(
        minScore == null || Double.isFinite(minScore),
        "--min-score is a finite number, but it is " + minScore);
    floor(minScore);
  }

  /** Captions only, and every one. */
  public CaptionOptions(
      String model,
      int numBeams,
      int numCaptions,
      int maxTokens,
      Double lengthPenalty,
      double genderCertainty,
      boolean sample,
      double temperature,
      int topK,
      double topP,
      long seed,
      int threads) {
    this(
        model,
        numBeams,
        numCaptions,
        maxTokens,
        lengthPenalty,
        genderCertainty,
        sample,
        temperature,
        topK,
        topP,
        seed,
        threads,
        KeywordOptions.NONE,
        null);
  }

  /** The model that ships, beam search of three, one caption per photo. */
  public static CaptionOptions defaults() {
    return new CaptionOptions("starter", 3, 1, 20, null, ANY_GENDER, false, 1, 0, 1, 0, 1);
  }

  /** The same with another model. */
  public CaptionOptions withModel(String nameOrFile) {
    return with(nameOrFile, keywords, minScore);
  }

  /** The same with other keywords. */
  public CaptionOptions withKeywords(KeywordOptions wanted) {
    return with(model, wanted, minScore);
  }

  /**
   * The same with another least score.
   *
   * @param least null for none
   */
  public CaptionOptions withMinScore(Double least) {
    return with(model, keywords, least);
  }

  /** The line below which captions are left out. */
  public ScoreFloor floor() {
    return floor(minScore);
  }

  private static ScoreFloor floor(Double minScore) {
    return minScore == null ? ScoreFloor.NONE : new ScoreFloor(minScore);
  }

  private CaptionOptions with(String otherModel, KeywordOptions wanted, Double least) {
    return new CaptionOptions(
        otherModel,
        numBeams,
        numCaptions,
        maxTokens,
        lengthPenalty,
        genderCertainty,
        sample,
        temperature,
        topK,
        topP,
        seed,
        threads,
        wanted,
        least);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
