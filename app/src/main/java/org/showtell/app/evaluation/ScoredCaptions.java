package org.showtell.app.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.showtell.dataset.json.ResultsFile;
import org.showtell.metric.Bleu;
import org.showtell.metric.CaptionComparison;

/**
 * Captions in the dataset's order, without images that could not be read, and as the judge compares
 * them.
 */
public record ScoredCaptions(List<Prediction> predictions, List<CaptionComparison> comparisons) {
  public ScoredCaptions {
    predictions = List.copyOf(predictions);
    comparisons = List.copyOf(comparisons);
  }

  /** BLEU-1 to 4. */
  public Bleu.Score bleu() {
    return Bleu.compute(comparisons);
  }

  /** Every score that this program computes, of the corpus and of each image. */
  public CaptionScores scores() {
    return CaptionScores.of(comparisons);
  }

  /** Which objects the captions name, and whether people name them too. */
  public CaptionObjects objects() {
    return CaptionObjects.of(comparisons);
  }

  /** Writes the captions in the official results format; closes the stream. */
  public void writeResults(OutputStream out) throws IOException {
    ResultsFile.CAPTIONS.write(
        out,
        predictions.stream().map(p -> new ResultsFile.Result(p.imageId(), p.caption())).toList());
  }

  /** The best sentence for an image, and its mean log-probability per token, END counted. */
  public record Prediction(String imageId, String file, String caption, double score) {}
}
