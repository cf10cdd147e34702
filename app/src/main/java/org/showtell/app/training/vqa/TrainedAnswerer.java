package org.showtell.app.training.vqa;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.BundleWriter.AnswererParts;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.Provenance;
import org.showtell.app.training.EncoderParameters;
import org.showtell.app.training.RunProvenance;
import org.showtell.app.training.TrainingFeatures.EncoderFile;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingProgress;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaNetwork;

/**
 * The answerer of a run, and the encoder if it is trained too, by their weights.
 *
 * @param trained what it is trained on
 * @param data its words and answers
 */
record TrainedAnswerer(
    VqaTrainingConfig config,
    RunProvenance.Trained trained,
    VqaTrainingData data,
    VqaConfig network,
    VqaImages images,
    DevAnswers dev)
    implements TrainingProgress.Model {

  @Override
  public double score(Map<String, float[]> weights) {
    images.features().use(weights);
    try (VqaNetwork restored = VqaNetwork.restore(network, EncoderParameters.others(weights))) {
      return dev.score(restored);
    }
  }

  @Override
  public String summary(double score) {
    return dev.summary();
  }

  @Override
  public void write(Map<String, float[]> weights, TrainingPosition position, boolean scored)
      throws IOException {
    EncoderFile encoder = images.features().encoder(weights);
    TrainingFiles.Output output = config.files().output();
    try (VqaNetwork restored = VqaNetwork.restore(network, EncoderParameters.others(weights))) {
      Provenance provenance = provenance().at(position, scored ? dev.scores() : Map.of());
      AnswererParts parts =
          new AnswererParts(
              restored, data.words(), data.answers(), provenance, output.terms(trained.data()));
      BundleWriter writer =
          config.into() == null
              ? BundleWriter.answerer(output.name(), encoder.entry(), encoder.weights(), parts)
              : BundleWriter.withAnswerer(ModelCatalog.open(config.into()), parts);
      writer.write(output.bundle());
    }
  }

  private RunProvenance provenance() {
    TrainingFiles files = config.files();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("trainer", config.trainer().toString());
    settings.put("network", network.toString());
    settings.put("minimum word count", Integer.toString(config.minWordCount()));
    if (!files.data().weights().isEmpty()) {
      settings.put("data weights", files.data().weights().toString());
    }
    if (files.text().file() != null) {
      settings.put(
          "sentences without photos",
          files.text().file().getFileName() + ", " + files.text().draws() + " an epoch");
    }
    return new RunProvenance(
        files,
        trained,
        config.trainer().seed(),
        String.join(" + ", files.data().dev()),
        "VQA accuracy in percent",
        settings);
  }
}
