package org.showtell.app.training.caption;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelManifest.GenerationEntry;
import org.showtell.app.training.EncoderParameters;
import org.showtell.app.training.RunProvenance;
import org.showtell.app.training.TrainingFeatures.EncoderFile;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingProgress;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.training.TrainingPosition;

/**
 * The captioner of a run, and the encoder if it is trained too, by their weights.
 *
 * @param train what it is trained on
 * @param examples how many captions that are
 */
record TrainedCaptioner(
    CaptionTrainingConfig config,
    CaptionDataset train,
    int examples,
    Vocabulary vocabulary,
    DecoderConfig decoder,
    CaptionInputs inputs,
    DevCaptions dev)
    implements TrainingProgress.Model {

  @Override
  public double score(Map<String, float[]> weights) throws IOException {
    inputs.images().use(weights);
    try (CaptionNetwork network =
        CaptionNetwork.restore(decoder, EncoderParameters.others(weights))) {
      return dev.score(network, inputs.dev());
    }
  }

  @Override
  public String summary(double score) {
    return dev.summary();
  }

  @Override
  public void write(Map<String, float[]> weights, TrainingPosition position, boolean scored)
      throws IOException {
    EncoderFile encoder = inputs.images().encoder(weights);
    Map<String, float[]> ofNetwork = EncoderParameters.others(weights);
    Map<String, float[]> stored =
        decoder.attends() ? ofNetwork : inputs.standardisation().fold(decoder, ofNetwork);
    KeywordParts keywords = inputs.words() == null ? null : inputs.words().parts();
    CaptionTrainingConfig.Search search = config.search();
    TrainingFiles.Output output = config.files().output();
    try (CaptionNetwork network = CaptionNetwork.restore(decoder, stored)) {
      BundleWriter.captioner(
              output.name(),
              encoder.entry(),
              encoder.weights(),
              network,
              vocabulary,
              new GenerationEntry(
                  3,
                  20,
                  search.lengthPenalty(),
                  keywords == null ? null : search.wordBonus(),
                  keywords == null || search.evidenceWeight() == 0
                      ? null
                      : search.evidenceWeight()),
              keywords,
              provenance().at(position, scored ? dev.scores() : Map.of()),
              output.terms(train.name()))
          .write(output.bundle());
    }
  }

  private RunProvenance provenance() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("trainer", config.trainer().toString());
    settings.put("decoder", decoder.toString());
    settings.put("minimum word count", Integer.toString(config.words().minWordCount()));
    return new RunProvenance(
        config.files(),
        new RunProvenance.Trained(
            train.name(), train.contentHash(), train.examples().size(), examples),
        config.trainer().seed(),
        dev.data(),
        "BLEU-4, beam 3",
        settings);
  }
}
