package org.showtell.app.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.input.Preview;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.json.AnswerResult;
import org.showtell.dataset.json.AnswersFile;

/** Makes the report of an evaluation of answers. */
public final class VqaReport {
  private static final int EXAMPLES = 12;
  private static final int DECIMALS = 2;

  private final QuestionDataset dataset;
  private final ScoredAnswers scored;
  private final Preview.Maker previews;

  /**
   * A report of these answers.
   *
   * @param dataset still open: the pictures of the examples are read from it
   * @param previews makes the small pictures; {@link Preview.Maker#NONE} for a report without
   */
  public VqaReport(QuestionDataset dataset, ScoredAnswers scored, Preview.Maker previews) {
    this.dataset = dataset;
    this.scored = scored;
    this.previews = previews;
  }

  /**
   * The report, with questions answered right and wrong.
   *
   * @param failures images that could not be read
   * @param notes what is to be known about the scores
   */
  public EvaluationReport report(RunFacts facts, List<String> failures, List<String> notes) {
    Extremes extremes = Extremes.of(scored.score().perQuestion(), EXAMPLES);
    return new EvaluationReport(
        facts,
        scored.questions().size(),
        failures,
        AnswerResults.named(scored.score()),
        DECIMALS,
        notes,
        "accuracy",
        extremes.best().stream().map(this::example).toList(),
        extremes.worst().stream().map(this::example).toList());
  }

  private ReportExample example(int index) {
    QuestionExample question = scored.questions().get(index);
    return new ReportExample(
        question.questionId(),
        question.file(),
        question.question(),
        scored.predicted().get(index),
        distinct(question.answers()),
        Map.of("accuracy", scored.score().perQuestion().get(index)),
        preview(question.file()));
  }

  /** Ten people's answers, each once with how many gave it. */
  private static List<String> distinct(List<String> answers) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    answers.forEach(answer -> counts.merge(answer, 1, Integer::sum));
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (answer, count) -> lines.add(count == 1 ? answer : answer + " (" + count + " times)"));
    return lines;
  }

  /** The image was read once already; if that fails now, the report goes without its picture. */
  private Optional<Preview> preview(String file) {
    try {
      return previews.preview(dataset.images().read(file), file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes the answers in the official results format.
   *
   * @param out closed at the end
   * @throws IOException if it cannot be written
   */
  public void writeResults(OutputStream out) throws IOException {
    List<AnswerResult> results = new ArrayList<>();
    for (int i = 0; i < scored.questions().size(); i++) {
      results.add(
          new AnswerResult(scored.questions().get(i).questionId(), scored.predicted().get(i)));
    }
    AnswersFile.write(out, results);
  }
}
