package org.showtell.app.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.showtell.app.evaluation.EvaluationReport.Example;
import org.showtell.app.evaluation.EvaluationReport.Facts;
import org.showtell.app.input.Preview;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.json.ResultsFile;
import org.showtell.dataset.keywords.KeywordVocabulary;

/**
 * Makes the report of an evaluation of keywords; the dataset is still open, and keywords have at
 * least the threshold's probability.
 */
public record KeywordReport(
    CaptionDataset dataset,
    KeywordScores scores,
    KeywordVocabulary vocabulary,
    double threshold,
    Preview.Maker previews) {
  private static final int EXAMPLES = 12;
  private static final int DECIMALS = 4;
  private static final String RANKING = "average_precision";

  /** The report, with the images whose words rank best and worst, and those not read. */
  public EvaluationReport report(Facts facts, List<String> failures) {
    int[] described =
        IntStream.range(0, scores.size())
            .filter(photo -> !Double.isNaN(scores.ofPhoto(photo)))
            .toArray();
    Extremes extremes =
        Extremes.of(IntStream.of(described).mapToObj(scores::ofPhoto).toList(), EXAMPLES);
    return new EvaluationReport(
        facts,
        scores.size(),
        failures,
        scores.named(threshold),
        DECIMALS,
        List.of(KeywordScores.NOTE),
        RANKING,
        extremes.best().stream().map(index -> example(described[index])).toList(),
        extremes.worst().stream().map(index -> example(described[index])).toList());
  }

  private Example example(int photo) {
    CaptionedImage image = image(photo);
    return new Example(
        image.id(),
        image.file(),
        "",
        keywords(photo),
        image.captions(),
        Map.of(RANKING, scores.ofPhoto(photo)),
        EvaluationReport.preview(previews, dataset.images(), image.file()));
  }

  private CaptionedImage image(int photo) {
    return dataset.examples().get(scores.image(photo));
  }

  private String keywords(int photo) {
    return IntStream.of(scores.given(photo, threshold))
        .mapToObj(vocabulary::word)
        .collect(Collectors.joining(", "));
  }

  /** Writes keywords, with commas between, in the results format of captions; closes the stream. */
  public void writeResults(OutputStream out) throws IOException {
    ResultsFile.CAPTIONS.write(
        out,
        IntStream.range(0, scores.size())
            .mapToObj(photo -> new ResultsFile.Result(image(photo).id(), keywords(photo)))
            .toList());
  }
}
