package org.showtell.app.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.input.Preview;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;

/** Makes the report of a caption evaluation. */
public final class CaptionReport {
  private static final int EXAMPLES = 12;
  private static final int DECIMALS = 4;

  private final CaptionDataset dataset;
  private final ScoredCaptions scored;
  private final CaptionScores scores;
  private final Optional<CaptionObjects> objects;
  private final Preview.Maker previews;
  private final Map<String, CaptionedImage> images = new HashMap<>();

  /**
   * A report of these captions.
   *
   * @param dataset still open: the pictures of the examples are read from it
   * @param objects are reported where they were counted
   * @param previews makes the small pictures; {@link Preview.Maker#NONE} for a report without
   */
  public CaptionReport(
      CaptionDataset dataset,
      ScoredCaptions scored,
      CaptionScores scores,
      Optional<CaptionObjects> objects,
      Preview.Maker previews) {
    this.dataset = dataset;
    this.scored = scored;
    this.scores = scores;
    this.objects = objects;
    this.previews = previews;
    dataset.examples().forEach(image -> images.put(image.id(), image));
  }

  /**
   * The report, with the best and the worst by CIDEr.
   *
   * @param failures images that could not be read
   */
  public EvaluationReport report(RunFacts facts, List<String> failures) {
    Map<String, Number> values = new LinkedHashMap<>(scores.corpus());
    List<String> notes = new ArrayList<>(List.of(CaptionScores.METEOR_NOTE));
    objects.ifPresent(
        counted -> {
          values.putAll(counted.corpus());
          values.putAll(
              counted.byScore(scored.predictions().stream().map(PredictedCaption::score).toList()));
          notes.addAll(counted.notes());
        });
    Extremes extremes = Extremes.of(scores.cider().perImage(), EXAMPLES);
    return new EvaluationReport(
        facts,
        scored.predictions().size(),
        failures,
        values,
        DECIMALS,
        notes,
        "CIDEr",
        extremes.best().stream().map(this::example).toList(),
        extremes.worst().stream().map(this::example).toList());
  }

  private ReportExample example(int index) {
    PredictedCaption prediction = scored.predictions().get(index);
    return new ReportExample(
        prediction.imageId(),
        prediction.file(),
        "",
        prediction.caption(),
        images.get(prediction.imageId()).captions(),
        scores.image(index),
        preview(prediction.file()));
  }

  /** The image was read once already; if that fails now, the report goes without its picture. */
  private Optional<Preview> preview(String file) {
    try {
      return previews.preview(dataset.images().read(file), file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
