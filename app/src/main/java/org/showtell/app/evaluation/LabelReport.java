package org.showtell.app.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.showtell.app.evaluation.EvaluationReport.Example;
import org.showtell.app.evaluation.EvaluationReport.Facts;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.json.ResultsFile;

/**
 * Makes the report of an evaluation of labels.
 *
 * @param rows the clips, or where frames have labels the videos, that were labelled
 * @param wanted their labels' numbers, [1] or [T]; -1 where none is known
 * @param found the same of the model
 */
public record LabelReport(
    List<CaptionedImage> rows, List<int[]> wanted, List<int[]> found, LabelScores scores) {
  private static final int EXAMPLES = 12;
  private static final int DECIMALS = 4;
  private static final int MOST_COLUMNS = 12;
  private static final String RANKING = "accuracy";

  /** The report, with the clips whose labels were found best and worst, and those not read. */
  public EvaluationReport report(CaptionDataset dataset, Facts facts, List<String> failures) {
    List<String> notes = new ArrayList<>();
    long unknown =
        dataset.examples().stream()
            .filter(row -> !scores.labels().contains(row.captions().get(0)))
            .count();
    if (unknown > 0) {
      notes.add(unknown + " rows have a label that the model does not know; left out");
    }
    if (scores.labels().size() <= MOST_COLUMNS) {
      notes.add("What was wanted, in rows, and what was found, in columns:");
      notes.addAll(scores.table());
    }
    Extremes extremes =
        Extremes.of(IntStream.range(0, rows.size()).mapToObj(this::accuracy).toList(), EXAMPLES);
    return new EvaluationReport(
        facts,
        rows.size(),
        failures,
        scores.named(),
        DECIMALS,
        notes,
        RANKING,
        extremes.best().stream().map(this::example).toList(),
        extremes.worst().stream().map(this::example).toList());
  }

  private double accuracy(int clip) {
    return LabelScores.of(
            scores.labels(), wanted.subList(clip, clip + 1), found.subList(clip, clip + 1))
        .accuracy();
  }

  private Example example(int clip) {
    CaptionedImage row = rows.get(clip);
    return new Example(
        row.id(),
        row.file(),
        "",
        text(found.get(clip)),
        List.of(text(wanted.get(clip))),
        Map.of(RANKING, accuracy(clip)),
        Optional.empty());
  }

  /** The labels in the order of time, each once where it stays. */
  private String text(int[] numbers) {
    return IntStream.range(0, numbers.length)
        .filter(t -> numbers[t] >= 0 && (t == 0 || numbers[t] != numbers[t - 1]))
        .mapToObj(t -> scores.labels().get(numbers[t]))
        .collect(Collectors.joining(", "));
  }

  /** Writes the labels in the results format of captions; closes the stream. */
  public void writeResults(OutputStream out) throws IOException {
    ResultsFile.CAPTIONS.write(
        out,
        IntStream.range(0, rows.size())
            .mapToObj(i -> new ResultsFile.Result(rows.get(i).id(), text(found.get(i))))
            .toList());
  }
}
