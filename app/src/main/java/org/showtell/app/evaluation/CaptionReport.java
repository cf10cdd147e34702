package org.showtell.app.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.input.PreviewMaker;
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
  private final PreviewMaker previews;
  private final Map<String, CaptionedImage> images = new HashMap<>();

  /** Reports on a dataset that is still open, with objects where they were counted. */
  public CaptionReport(
      CaptionDataset dataset,
      ScoredCaptions scored,
      CaptionScores scores,
      Optional<CaptionObjects> objects,
      PreviewMaker previews) {
    this.dataset = dataset;
    this.scored = scored;
    this.scores = scores;
    this.objects = objects;
    this.previews = previews;
    dataset.examples().forEach(image -> images.put(image.id(), image));
  }

  /** The report, with the best and the worst by CIDEr, and the images that could not be read. */
  public EvaluationReport report(EvaluationReport.Facts facts, List<String> failures) {
    Map<String, Number> values = new LinkedHashMap<>(scores.corpus());
    List<String> notes = new ArrayList<>(List.of(CaptionScores.METEOR_NOTE));
    objects.ifPresent(
        counted -> {
          values.putAll(counted.corpus());
          values.putAll(
              counted.byScore(
                  scored.predictions().stream().map(ScoredCaptions.Prediction::score).toList()));
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

  private EvaluationReport.Example example(int index) {
    ScoredCaptions.Prediction prediction = scored.predictions().get(index);
    return new EvaluationReport.Example(
        prediction.imageId(),
        prediction.file(),
        "",
        prediction.caption(),
        images.get(prediction.imageId()).captions(),
        scores.image(index),
        EvaluationReport.preview(previews, dataset.images(), prediction.file()));
  }
}
