package org.showtell.app.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * Where a model comes from: enough to train it again and to know what its score means. {@code
 * model.json} has the values of all groups side by side.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(
    @JsonUnwrapped Data dataset,
    @JsonUnwrapped Run run,
    @JsonUnwrapped Result result,
    @JsonUnwrapped Environment environment) {
  /** The training data as it was named, and how many images and captions (or questions). */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Data(String data, String dataHash, String split, int images, int captions) {}

  /** How it was trained: the seed of all randomness, the command, sizes and rates. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Run(long seed, String command, Map<String, String> settings) {}

  /**
   * How well it does.
   *
   * @param score the metric's best value, reached in this epoch, from 1
   * @param scores all scores of those weights on the same data, by their official names
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      String devData, String metric, double score, Map<String, Double> scores, int epoch) {}

  /** When, as ISO date and time, and with what: program, engine, Java and system. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Environment(String created, Map<String, String> versions) {}
}
