package org.showtell.app.evaluation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.showtell.app.input.Preview;
import org.showtell.dataset.ImageSource;

/**
 * What an evaluation found, ready to be written in any form.
 *
 * @param scored how many images or questions were scored
 * @param failures what was left out, and why
 * @param scores by the official names, in the official order; counts are integers
 * @param decimals how many of them the judge prints
 * @param ranking the score that best and worst are chosen by
 * @param worst worst first; none that is among the best
 */
public record EvaluationReport(
    Facts facts,
    int scored,
    List<String> failures,
    Map<String, ? extends Number> scores,
    int decimals,
    List<String> notes,
    String ranking,
    List<Example> best,
    List<Example> worst) {

  public EvaluationReport {
    failures = List.copyOf(failures);
    scores = Collections.unmodifiableMap(new LinkedHashMap<String, Number>(scores));
    notes = List.copyOf(notes);
    best = List.copyOf(best);
    worst = List.copyOf(worst);
  }

  /** The image was read once already; if that fails now, the report goes without its preview. */
  static Optional<Preview> preview(Preview.Maker previews, ImageSource images, String file) {
    try {
      return previews.preview(images.read(file), file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * One image or question of a report.
   *
   * @param prompt the question; empty for captions
   * @param output what the model said
   * @param references what people said
   */
  public record Example(
      String id,
      String file,
      String prompt,
      String output,
      List<String> references,
      Map<String, Double> scores,
      Optional<Preview> preview) {

    public Example {
      Objects.requireNonNull(prompt, "prompt");
      Objects.requireNonNull(output, "output");
      references = List.copyOf(references);
      scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }
  }

  /**
   * How the numbers of an evaluation came about.
   *
   * @param task {@code caption}, {@code keywords}, {@code label} or {@code vqa}
   * @param dataHash SHA-256 over what is scored: ids, files and references
   * @param search how the output was searched for, by name, such as the number of beams
   * @param took from the model's loading to the scores
   */
  public record Facts(
      String task,
      String model,
      String data,
      String dataHash,
      String split,
      Map<String, String> search,
      String command,
      Instant finished,
      Duration took) {

    public Facts {
      Objects.requireNonNull(finished, "finished");
      Objects.requireNonNull(took, "took");
      search = Collections.unmodifiableMap(new LinkedHashMap<>(search));
    }
  }
}
