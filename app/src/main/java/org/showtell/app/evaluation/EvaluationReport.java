package org.showtell.app.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found, ready to be written in any form.
 *
 * @param facts how it came about
 * @param scored how many images or questions were scored
 * @param failures what was left out, and why
 * @param scores by the official names, in the official order; counts are integers
 * @param decimals how many of them the judge prints
 * @param notes what is to be known about the scores
 * @param ranking the score that best and worst are chosen by
 * @param best the best examples, best first
 * @param worst the worst examples, worst first; none that is among the best
 */
public record EvaluationReport(
    RunFacts facts,
    int scored,
    List<String> failures,
    Map<String, ? extends Number> scores,
    int decimals,
    List<String> notes,
    String ranking,
    List<ReportExample> best,
    List<ReportExample> worst) {

  /** Copies the collections, in their order. */
  public EvaluationReport {
    failures = List.copyOf(failures);
    scores = Collections.unmodifiableMap(new LinkedHashMap<String, Number>(scores));
    notes = List.copyOf(notes);
    best = List.copyOf(best);
    worst = List.copyOf(worst);
  }
}
