package org.showtell.app.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How the numbers of an evaluation came about.
 *
 * @param task {@code caption}, {@code keywords} or {@code vqa}
 * @param model name or file of the model
 * @param data the data's specification
 * @param dataHash SHA-256 over what is scored: ids, files and references
 * @param split the split's name or list
 * @param search how the output was searched for, by name, such as the number of beams
 * @param command as it was typed
 * @param finished when the scores were known
 * @param took from the model's loading to the scores
 */
public record RunFacts(
    String task,
    String model,
    String data,
    String dataHash,
    String split,
    Map<String, String> search,
    String command,
    Instant finished,
    Duration took) {

  /** Copies the map, in its order. */
  public RunFacts {
    Objects.requireNonNull(finished, "finished");
    Objects.requireNonNull(took, "took");
    search = Collections.unmodifiableMap(new LinkedHashMap<>(search));
  }
}
