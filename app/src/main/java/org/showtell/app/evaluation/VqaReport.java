package org.showtell.app.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.showtell.app.evaluation.EvaluationReport.Example;
import org.showtell.app.evaluation.EvaluationReport.Facts;
import org.showtell.app.input.Preview;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.json.ResultsFile;

/** Makes the report of an evaluation of answers; the dataset is still open. */
public record VqaReport(QuestionDataset dataset, ScoredAnswers scored, Preview.Maker previews) {
  private static final int EXAMPLES = 12;
  private static final int DECIMALS = 2;

  /** The report, with questions answered right and wrong, and the images that could not be read. */
  public EvaluationReport report(Facts facts, List<String> failures, List<String> notes) {
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

  private Example example(int index) {
    QuestionExample question = scored.questions().get(index);
    return new Example(
        question.questionId(),
        question.file(),
        question.question(),
        scored.predicted().get(index),
        distinct(question.answers()),
        Map.of("accuracy", scored.score().perQuestion().get(index)),
        EvaluationReport.preview(previews, dataset.images(), question.file()));
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

  /** Writes the answers in the official results format; closes the stream. */
  public void writeResults(OutputStream out) throws IOException {
    ResultsFile.ANSWERS.write(
        out,
        IntStream.range(0, scored.questions().size())
            .mapToObj(
                i ->
                    new ResultsFile.Result(
                        scored.questions().get(i).questionId(), scored.predicted().get(i)))
            .toList());
  }
}
