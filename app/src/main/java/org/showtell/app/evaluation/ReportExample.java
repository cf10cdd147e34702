package org.showtell.app.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.showtell.app.input.Preview;

/**
 * One image of a report.
 *
 * @param id of the image or question, as in the results file
 * @param file the image's name in the data
 * @param prompt the question; empty for captions
 * @param output what the model said
 * @param references what people said
 * @param scores of this one
 * @param preview a small picture, where there is one
 */
public record ReportExample(
    String id,
    String file,
    String prompt,
    String output,
    List<String> references,
    Map<String, Double> scores,
    Optional<Preview> preview) {

  /** Copies the collections, in their order. */
  public ReportExample {
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(output, "output");
    references = List.copyOf(references);
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }
}
