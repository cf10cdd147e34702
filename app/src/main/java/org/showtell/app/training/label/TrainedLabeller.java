package org.showtell.app.training.label;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.training.RunProvenance;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingProgress;
import org.showtell.decoder.label.LabelConfig;
import org.showtell.decoder.label.LabelExamples;
import org.showtell.decoder.label.LabelNetwork;
import org.showtell.decoder.training.TrainingPosition;

/**
 * The labeller of a run, by its weights: scored by the share of labels that it finds.
 *
 * @param trained what it is trained on
 */
record TrainedLabeller(
    LabelTrainingConfig config,
    LabelConfig network,
    List<String> labels,
    RunProvenance.Trained trained,
    LabelExamples dev,
    EncoderSource source,
    String encoderHash)
    implements TrainingProgress.Model {

  @Override
  public double score(Map<String, float[]> weights) {
    try (LabelNetwork restored = LabelNetwork.restore(network, weights)) {
      return dev.accuracy(restored);
    }
  }

  @Override
  public String summary(double score) {
    return String.format(Locale.ROOT, "accuracy %.3f", score);
  }

  @Override
  public void write(Map<String, float[]> weights, TrainingPosition position, boolean scored)
      throws IOException {
    TrainingFiles files = config.files();
    RunProvenance provenance =
        new RunProvenance(
            files,
            trained,
            config.trainer().seed(),
            String.join(" + ", files.data().dev()),
            "accuracy",
            Map.of("network", network.toString(), "trainer", config.trainer().toString()));
    TrainingFiles.Output output = files.output();
    try (LabelNetwork restored = LabelNetwork.restore(network, weights)) {
      BundleWriter.labeller(
              output.name(),
              source.entry(encoderHash),
              source.carriedWeights(),
              restored,
              labels,
              config.frames().frames(),
              config.frames().every().toMillis(),
              provenance.at(position, scored ? Map.of("accuracy", position.bestScore()) : Map.of()),
              output.terms(trained.data()))
          .write(output.bundle());
    }
  }
}
