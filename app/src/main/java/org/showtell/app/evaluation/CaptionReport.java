package org.showtell.app.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.evaluation.EvaluationReport.Example;
import org.showtell.app.evaluation.EvaluationReport.Facts;
import org.showtell.app.input.Preview;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;

/**
 * Makes the report of a caption evaluation; the dataset is still open, and objects are reported
 * where they were counted.
 */
public record CaptionReport(
    CaptionDataset dataset,
    ScoredCaptions scored,
    CaptionScores scores,
    Optional<CaptionObjects> objects,
    Preview.Maker previews) {
  private static final int EXAMPLES = 12;
  private static final int DECIMALS = 4;

  /** The report, with the best and the worst by CIDEr, and the images that could not be read. */
  public EvaluationReport report(Facts facts, List<String> failures) {
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
    Map<String, CaptionedImage> images = new HashMap<>();
    dataset.examples().forEach(image -> images.put(image.id(), image));
    Extremes extremes = Extremes.of(scores.cider().perImage(), EXAMPLES);
    return new EvaluationReport(
        facts,
        scored.predictions().size(),
        failures,
        values,
        DECIMALS,
        notes,
        "CIDEr",
        extremes.best().stream().map(i -> example(i, images)).toList(),
        extremes.worst().stream().map(i -> example(i, images)).toList());
  }

  private Example example(int index, Map<String, CaptionedImage> images) {
    ScoredCaptions.Prediction prediction = scored.predictions().get(index);
    return new Example(
        prediction.imageId(),
        prediction.file(),
        "",
        prediction.caption(),
        images.get(prediction.imageId()).captions(),
        scores.image(index),
        EvaluationReport.preview(previews, dataset.images(), prediction.file()));
  }
}
