package org.showtell.app.training.label;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.label.LabelledFrames;
import org.showtell.app.training.RunProvenance;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingProgress;
import org.showtell.dataset.CaptionDataset;
import org.showtell.decoder.label.LabelConfig;
import org.showtell.decoder.label.LabelExamples;
import org.showtell.decoder.label.LabelNetwork;
import org.showtell.decoder.training.TrainingPosition;

/** The labeller of a run, by its weights: scored by the share of labels that it finds. */
final class TrainedLabeller implements TrainingProgress.Model {
  private final LabelTrainingConfig config;
  private final LabelConfig network;
  private final List<String> labels;
  private final RunProvenance provenance;
  private final LabelExamples dev;
  private final EncoderSource source;
  private final String encoderHash;
  private double accuracy;

  TrainedLabeller(
      LabelTrainingConfig config,
      LabelConfig network,
      List<String> labels,
      CaptionDataset dataset,
      LabelledFrames trained,
      LabelExamples dev,
      EncoderSource source,
      String encoderHash) {
    this.config = config;
    this.network = network;
    this.labels = labels;
    this.dev = dev;
    this.source = source;
    this.encoderHash = encoderHash;
    TrainingFiles files = config.files();
    provenance =
        new RunProvenance(
            files,
            new RunProvenance.Trained(
                dataset.name(),
                dataset.contentHash(),
                trained.clips().size(),
                dataset.examples().size()),
            config.trainer().seed(),
            String.join(" + ", files.data().dev()),
            "accuracy",
            Map.of(
                "network", network.toString(),
                "trainer", config.trainer().toString()));
  }

  @Override
  public double score(Map<String, float[]> weights) {
    try (LabelNetwork restored = LabelNetwork.restore(network, weights)) {
      accuracy = dev.accuracy(restored);
      return accuracy;
    }
  }

  @Override
  public String summary() {
    return String.format(Locale.ROOT, "accuracy %.3f", accuracy);
  }

  @Override
  public void write(Map<String, float[]> weights, TrainingPosition position, boolean scored)
      throws IOException {
    TrainingFiles.Output output = config.files().output();
    try (LabelNetwork restored = LabelNetwork.restore(network, weights)) {
      BundleWriter.labeller(
              output.name(),
              source.entry(encoderHash),
              source.carriedWeights(),
              restored,
              labels,
              config.frames().frames(),
              config.frames().every().toMillis(),
              provenance.at(position, scored ? Map.of("accuracy", accuracy) : Map.of()),
              output.terms(provenance.trained().data()))
          .write(output.bundle());
    }
  }
}
