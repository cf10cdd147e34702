package org.showtell.app.caption;

import java.io.Serializable;
import java.util.Objects;
import org.showtell.decoder.generation.GenerationConfig;

/**
 * What the user chose about the model, its search and what is given of its results.
 *
 * @param model a model's name or the path of its file or folder
 * @param search how captions are searched for
 * @param keywords words that are wanted beside the caption
 * @param floor captions that score lower are left out
 */
public record CaptionOptions(String model, Search search, Keywords keywords, ScoreFloor floor)
    implements Serializable {
  /** The certainty that the likelier of two always has. */
  public static final double ANY_GENDER = 0.5;

  /**
   * What the user chose about the search, over a model's own settings.
   *
   * @param numBeams hypotheses that the beam search keeps, at least 1; 1 is greedy search, null is
   *     the model's own number
   * @param numCaptions captions wanted for each image, 1 to {@code numBeams}, or any number when
   *     sampling
   * @param maxTokens the longest caption in tokens, at least 1; null for the model's own
   * @param lengthPenalty see {@link GenerationConfig#lengthPenalty}; null for the model's own
   * @param genderCertainty share of their probability that "man" needs beside "woman", or the other
   *     way round, to be said; "person" is said below it; 0.5 to 1
   * @param sampling draws words at random instead of searching; null for searching
   */
  public record Search(
      Integer numBeams,
      int numCaptions,
      Integer maxTokens,
      Double lengthPenalty,
      double genderCertainty,
      Sampling sampling)
      implements Serializable {

    public Search {
      require(numCaptions >= 1, "numCaptions must be at least 1, but got " + numCaptions);
      require(
          maxTokens == null || maxTokens >= 1,
          "maxTokens must be at least 1, but got " + maxTokens);
      require(
          genderCertainty >= ANY_GENDER && genderCertainty <= 1,
          "genderCertainty must be 0.5 to 1, but got " + genderCertainty);
      over(
          GenerationConfig.captions().withNumBeams(numCaptions),
          numBeams,
          numCaptions,
          maxTokens,
          lengthPenalty,
          sampling);
    }

    /** All as the model has it, one caption per image. */
    public static Search ofModel() {
      return new Search(null, 1, null, null, ANY_GENDER, null);
    }

    /** A model's settings with what the user chose. */
    public GenerationConfig over(GenerationConfig model) {
      return over(model, numBeams, numCaptions, maxTokens, lengthPenalty, sampling);
    }

    private static GenerationConfig over(
        GenerationConfig model,
        Integer numBeams,
        int numCaptions,
        Integer maxTokens,
        Double lengthPenalty,
        Sampling sampling) {
      GenerationConfig search =
          model
              .withNumBeams(numBeams == null ? model.numBeams() : numBeams)
              .withTokens(1, maxTokens == null ? model.lengths().maxNewTokens() : maxTokens)
              .withLengthPenalty(
                  lengthPenalty == null ? model.lengths().lengthPenalty() : lengthPenalty);
      if (sampling != null) {
        return search
            .withSampling(sampling.temperature(), sampling.topK(), sampling.topP(), sampling.seed())
            .withNumBeams(1)
            .withNumReturnSequences(numCaptions);
      }
      require(
          numCaptions <= search.numBeams(),
          "numCaptions must be at most numBeams (%1$d), but got %2$d: use numBeams %2$d, or sample"
              .formatted(search.numBeams(), numCaptions));
      return search.withNumReturnSequences(numCaptions);
    }
  }

  /**
   * Drawing words at random; {@link GenerationConfig} checks the ranges.
   *
   * @param temperature above 0; below 1 makes sampling more careful, above 1 more daring
   * @param topK draws from the K most probable words; 0 for all
   * @param topP draws from the most probable words that together have this probability
   * @param seed of the random numbers
   */
  public record Sampling(double temperature, int topK, double topP, long seed)
      implements Serializable {}

  /**
   * Which words the user wants beside the caption.
   *
   * @param count the most for each image; 0 for none
   * @param minProbability the least that a word must have, 0 to 1; null for the model's threshold
   */
  public record Keywords(int count, Double minProbability) implements Serializable {
    /** No keywords. */
    public static final Keywords NONE = new Keywords(0, null);

    public Keywords {
      require(count >= 0, "keywords must be at least 0, but got " + count);
      require(
          minProbability == null || minProbability >= 0 && minProbability <= 1,
          "minKeywordProbability must be 0 to 1, but got " + minProbability);
    }

    /** Whether any are wanted. */
    public boolean areWanted() {
      return count > 0;
    }
  }

  public CaptionOptions {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(keywords, "keywords");
    Objects.requireNonNull(floor, "floor");
  }

  /** Captions only, and every one. */
  public CaptionOptions(String model, Search search) {
    this(model, search, Keywords.NONE, ScoreFloor.NONE);
  }

  /** The model that ships, with its own search, one caption per image. */
  public static CaptionOptions defaults() {
    return new CaptionOptions("starter", Search.ofModel());
  }

  /** The same with another model. */
  public CaptionOptions withModel(String nameOrFile) {
    return new CaptionOptions(nameOrFile, search, keywords, floor);
  }

  /** The same with other keywords. */
  public CaptionOptions withKeywords(Keywords wanted) {
    return new CaptionOptions(model, search, wanted, floor);
  }

  /** The same with another least score. */
  public CaptionOptions withFloor(ScoreFloor least) {
    return new CaptionOptions(model, search, keywords, least);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
