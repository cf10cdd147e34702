package org.showtell.app.server;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ScoreFloor;

/** The search settings of a call, checked and bounded. */
final class SearchQuery {
  private static final Set<String> SEARCH =
      Set.of(
          "model",
          "numBeams",
          "numCaptions",
          "maxTokens",
          "lengthPenalty",
          "genderCertainty",
          "sample",
          "temperature",
          "topK",
          "topP",
          "seed",
          "keywords",
          "minKeywordProbability",
          "minScore");

  private static final List<String> SAMPLING = List.of("temperature", "topK", "topP", "seed");

  private static final double LEAST_SCORE = -1000;

  private SearchQuery() {}

  /** The names of these settings and of others. */
  static Set<String> with(String... others) {
    Set<String> names = new HashSet<>(SEARCH);
    names.addAll(List.of(others));
    return Set.copyOf(names);
  }

  /**
   * Reads the settings.
   *
   * @throws Problem.ProblemException that names the rule and the value
   */
  static CaptionOptions options(QueryOptions query, ServedModel model) {
    int keywords = query.number("keywords", 0, 0, 100);
    if (keywords > 0 && !model.detectsWords()) {
      throw Problem.badRequest(
          "keywords must be 0 for a model that detects no words, but got " + keywords);
    }
    Double minKeyword = query.decimal("minKeywordProbability", null, 0, 1);
    if (minKeyword != null && keywords == 0) {
      throw Problem.badRequest("minKeywordProbability must come with keywords, but got it alone");
    }
    for (String name : SAMPLING) {
      if (query.has(name) && !query.flag("sample")) {
        throw Problem.badRequest(name + " must come with sample=true, but got it alone");
      }
    }
    try {
      CaptionOptions.Sampling sampling =
          query.flag("sample")
              ? new CaptionOptions.Sampling(
                  query.decimal("temperature", 1.0, 0, 100),
                  query.number("topK", 0, 0, 100_000),
                  query.decimal("topP", 1.0, 0, 1),
                  query.whole("seed", 0))
              : null;
      CaptionOptions.Search search =
          new CaptionOptions.Search(
              query.has("numBeams") ? query.number("numBeams", 3, 1, 20) : null,
              query.number("numCaptions", 1, 1, 20),
              query.has("maxTokens") ? query.number("maxTokens", 20, 1, 100) : null,
              query.decimal("lengthPenalty", null, -10, 10),
              query.decimal("genderCertainty", CaptionOptions.ANY_GENDER, 0.5, 1),
              sampling);
      CaptionOptions options =
          new CaptionOptions(
              model.name(),
              search,
              keywords == 0
                  ? CaptionOptions.Keywords.NONE
                  : new CaptionOptions.Keywords(keywords, minKeyword),
              query.has("minScore")
                  ? new ScoreFloor(query.decimal("minScore", null, LEAST_SCORE, 0))
                  : ScoreFloor.NONE);
      model.captioner().check(options);
      return options;
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage());
    }
  }
}
