package org.showtell.app.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelManifest.LabelsEntry;
import org.showtell.app.features.FrameExtraction;
import org.showtell.app.label.LabelledFrames;
import org.showtell.app.video.FrameChoice;
import org.showtell.dataset.CaptionDataset;
import org.showtell.decoder.label.LabelExamples.Clip;
import org.showtell.decoder.label.LabelNetwork;
import org.showtell.encoder.ImageEncoder;

/**
 * Compares a model's labels of videos, or of their frames, with those of a table.
 *
 * @param featureFolder where the features of frames are kept between runs
 * @param weights where the encoder's weights are if the model does not carry them
 */
public record LabelEvaluation(ModelBundle bundle, Path featureFolder, EncoderWeights weights) {
  /**
   * Labels and scores. Clips and frames whose label the model does not know are left out.
   *
   * @param progress told how many videos are read
   * @param failures told of each video that cannot be read
   */
  public LabelReport run(CaptionDataset dataset, IntConsumer progress, Consumer<String> failures)
      throws IOException {
    LabelsEntry entry = bundle.labels();
    FrameChoice choice = new FrameChoice(entry.frames(), Duration.ofMillis(entry.everyMillis()));
    try (LabelNetwork network = bundle.openLabels();
        ImageEncoder encoder = bundle.openEncoder(weights);
        LabelledFrames frames =
            LabelledFrames.of(
                dataset,
                network.config().scope(),
                entry.labels(),
                Integer.MAX_VALUE,
                new FrameExtraction(encoder, choice),
                featureFolder,
                progress,
                failures)) {
      List<int[]> found = frames.examples().found(network);
      List<int[]> wanted = frames.clips().stream().map(Clip::labels).toList();
      return new LabelReport(
          frames.rows(), wanted, found, LabelScores.of(entry.labels(), wanted, found));
    }
  }
}
