package org.showtell.app.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.json.ResultsFile;
import org.showtell.dataset.json.ResultsFile.Result;
import org.showtell.dataset.json.VqaAnnotations;
import org.showtell.metric.AnswerComparison;
import org.showtell.metric.VqaAccuracy;

/**
 * A VQA results file, checked against the annotations, each answer beside the human ones.
 *
 * @param notes what the annotations hold that was left out, a line for each reason
 */
public record AnswerResults(
    List<Result> results, List<AnswerComparison> comparisons, List<String> notes) {

  public AnswerResults {
    results = List.copyOf(results);
    comparisons = List.copyOf(comparisons);
    notes = List.copyOf(notes);
  }

  /** Reads both files; refuses a question that is in one of them only. */
  public static AnswerResults read(Path annotations, Path results) throws IOException {
    LeftOut leftOut = new LeftOut();
    Map<String, VqaAnnotations.Annotation> known = VqaAnnotations.read(annotations, leftOut);
    List<Result> found =
        ResultsFile.ANSWERS.read(results).stream()
            .filter(result -> !leftOut.contains(result.id()))
            .toList();
    Matching.require(
        results,
        found.stream().map(Result::id).toList(),
        annotations,
        known.keySet(),
        "questions",
        "answer them too: the official evaluation does not score a part");
    return new AnswerResults(
        found,
        found.stream().map(result -> compare(result.text(), known.get(result.id()))).toList(),
        leftOut.notes(annotations));
  }

  private static AnswerComparison compare(String answer, VqaAnnotations.Annotation annotation) {
    return new AnswerComparison(
        answer, annotation.answers(), annotation.questionType(), annotation.answerType());
  }

  /**
   * Scores in percent by the names that are printed: {@code accuracy}, {@code
   * perAnswerType.yes/no}, {@code perQuestionType.what is} and so on.
   */
  public static Map<String, Double> named(VqaAccuracy.Score score) {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("accuracy", score.overall());
    score.perAnswerType().forEach((type, value) -> named.put("perAnswerType." + type, value));
    score.perQuestionType().forEach((type, value) -> named.put("perQuestionType." + type, value));
    return named;
  }
}
