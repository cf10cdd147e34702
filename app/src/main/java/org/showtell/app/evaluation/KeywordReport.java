package org.showtell.app.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.showtell.app.input.Preview;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.json.CaptionResult;
import org.showtell.dataset.json.ResultsWriter;
import org.showtell.dataset.keywords.KeywordVocabulary;

/** Makes the report of an evaluation of keywords. */
public final class KeywordReport {
  private static final int EXAMPLES = 12;
  private static final int DECIMALS = 4;
  private static final String RANKING = "average_precision";

  private final CaptionDataset dataset;
  private final KeywordScores scores;
  private final KeywordVocabulary vocabulary;
  private final double threshold;
  private final Preview.Maker previews;

  /**
   * A report of these keywords.
   *
   * @param dataset still open: the pictures of the examples are read from it
   * @param threshold least probability of a keyword that is given
   * @param previews makes the small pictures; {@link Preview.Maker#NONE} for a report without
   */
  public KeywordReport(
      CaptionDataset dataset,
      KeywordScores scores,
      KeywordVocabulary vocabulary,
      double threshold,
      Preview.Maker previews) {
    this.dataset = dataset;
    this.scores = scores;
    this.vocabulary = vocabulary;
    this.threshold = threshold;
    this.previews = previews;
  }

  /**
   * The report, with the images whose words rank best and worst.
   *
   * @param failures images that could not be read
   */
  public EvaluationReport report(RunFacts facts, List<String> failures) {
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

  private ReportExample example(int photo) {
    CaptionedImage image = dataset.examples().get(scores.image(photo));
    return new ReportExample(
        image.id(),
        image.file(),
        "",
        keywords(photo),
        image.captions(),
        Map.of(RANKING, scores.ofPhoto(photo)),
        preview(image.file()));
  }

  private String keywords(int photo) {
    return IntStream.of(scores.given(photo, threshold))
        .mapToObj(vocabulary::word)
        .collect(Collectors.joining(", "));
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
   * Writes the keywords of each image in the results format of captions, with commas between.
   *
   * @param out closed at the end
   * @throws IOException if it cannot be written
   */
  public void writeResults(OutputStream out) throws IOException {
    try (ResultsWriter writer = ResultsWriter.open(out)) {
      for (int photo = 0; photo < scores.size(); photo++) {
        String id = dataset.examples().get(scores.image(photo)).id();
        writer.write(new CaptionResult(id, keywords(photo)));
      }
    }
  }
}
