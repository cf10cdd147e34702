package org.showtell.app.training.vqa;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.BundleWriter.AnswererParts;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.app.bundle.Provenance;
import org.showtell.app.training.DataName;
import org.showtell.app.training.LibraryVersion;
import org.showtell.app.training.TrainingFiles;
import org.showtell.dataset.QuestionDataset;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.decoder.vqa.VqaConfig;
import org.showtell.decoder.vqa.VqaNetwork;

/**
 * What a {@code train vqa} run leaves: writes the bundle of given weights with all that is known of
 * them.
 *
 * @param config of the run
 * @param dataset what was learnt from
 * @param data its words and answers
 * @param network what the network is made of
 * @param images how many images were learnt from
 * @param questions how many questions
 */
record TrainedAnswerer(
    VqaTrainingConfig config,
    QuestionDataset dataset,
    VqaTrainingData data,
    VqaConfig network,
    int images,
    int questions) {

  /**
   * Writes or replaces the bundle.
   *
   * @param weights of the answering network
   * @param encoder which one, and where its weights are
   * @param encoderWeights its weight file; null if the weights come from elsewhere
   * @param scores of the weights on dev; empty before the first epoch is done
   */
  void write(
      Map<String, float[]> weights,
      EncoderEntry encoder,
      byte[] encoderWeights,
      TrainingPosition position,
      Map<String, Double> scores)
      throws IOException {
    try (VqaNetwork restored = VqaNetwork.restore(network, weights)) {
      AnswererParts parts =
          new AnswererParts(
              restored,
              data.words(),
              data.answers(),
              provenance(position, scores),
              config.files().terms(dataset.name()));
      BundleWriter writer =
          config.into() == null
              ? BundleWriter.answerer(config.files().name(), encoder, encoderWeights, parts)
              : BundleWriter.withAnswerer(ModelCatalog.open(config.into()), parts);
      writer.write(config.files().output());
    }
  }

  private Provenance provenance(TrainingPosition position, Map<String, Double> scores) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("trainer", config.trainer().toString());
    settings.put("network", network.toString());
    settings.put("minimum word count", Integer.toString(config.minWordCount()));
    TrainingFiles files = config.files();
    if (!files.weights().isEmpty()) {
      settings.put("data weights", files.weights().toString());
    }
    if (config.text().file() != null) {
      settings.put(
          "sentences without photos",
          config.text().file().getFileName() + ", " + config.text().draws() + " an epoch");
    }
    return new Provenance(
        new Provenance.Data(
            DataName.withoutFolders(dataset.name()),
            dataset.contentHash(),
            files.split(),
            images,
            questions),
        new Provenance.Run(
            config.trainer().seed(), DataName.withoutFolders(files.command()), settings),
        new Provenance.Result(
            DataName.withoutFolders(String.join(" + ", files.devSets()))
                + ", split "
                + files.devSplit(),
            "VQA accuracy in percent",
            position.bestEpoch() < 0 ? 0 : position.bestScore(),
            scores,
            position.bestEpoch() + 1),
        new Provenance.Environment(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), LibraryVersion.all()));
  }
}
