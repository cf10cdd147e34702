package org.showtell.app.training.caption;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.app.bundle.BundleWriter;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.app.bundle.ModelManifest.GenerationEntry;
import org.showtell.app.bundle.Provenance;
import org.showtell.app.caption.SearchDefaults;
import org.showtell.app.training.DataName;
import org.showtell.app.training.LibraryVersion;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.training.TrainingPosition;

/**
 * What a training run leaves: writes the bundle of given weights with all that is known of them.
 *
 * @param config of the run
 * @param encoder which one, and where its weights are
 * @param encoderWeights its weight file; null if the weights come from elsewhere
 * @param dataset what was learnt from
 * @param devName what was measured on
 * @param vocabulary of the network
 * @param decoder what the network is made of
 * @param captions how many captions were learnt from
 * @param standardisation of the image vectors, folded into the weights of a network without
 *     attention; null will do for one that attends
 * @param keywords the word detector that the network attends to, or null
 */
record TrainedBundle(
    CaptionTrainingConfig config,
    EncoderEntry encoder,
    byte[] encoderWeights,
    CaptionDataset dataset,
    String devName,
    Vocabulary vocabulary,
    DecoderConfig decoder,
    int captions,
    FeatureStandardisation standardisation,
    KeywordParts keywords) {

  /** The same with another encoder. */
  TrainedBundle withEncoder(EncoderEntry other, byte[] weights) {
    return new TrainedBundle(
        config,
        other,
        weights,
        dataset,
        devName,
        vocabulary,
        decoder,
        captions,
        standardisation,
        keywords);
  }

  /**
   * Writes or replaces the bundle.
   *
   * @param scores of the weights on dev; empty before the first epoch is done
   */
  void write(Map<String, float[]> weights, TrainingPosition position, Map<String, Double> scores)
      throws IOException {
    Map<String, float[]> stored =
        decoder.attends() ? weights : standardisation.fold(decoder, weights);
    GenerationConfig search = SearchDefaults.of(vocabulary); // as dev is captioned
    try (CaptionNetwork network = CaptionNetwork.restore(decoder, stored)) {
      BundleWriter.captioner(
              config.files().name(),
              encoder,
              encoderWeights,
              network,
              vocabulary,
              new GenerationEntry(
                  search.numBeams(),
                  search.maxNewTokens(),
                  config.lengthPenalty(),
                  keywords == null ? null : config.sources().wordBonus()),
              keywords,
              provenance(position, scores),
              config.files().terms(dataset.name()))
          .write(config.files().output());
    }
  }

  private Provenance provenance(TrainingPosition position, Map<String, Double> scores) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("trainer", config.trainer().toString());
    settings.put("decoder", decoder.toString());
    settings.put("minimum word count", Integer.toString(config.minWordCount()));
    return new Provenance(
        new Provenance.Data(
            DataName.withoutFolders(dataset.name()),
            dataset.contentHash(),
            config.files().split(),
            dataset.examples().size(),
            captions),
        new Provenance.Run(
            config.trainer().seed(), DataName.withoutFolders(config.files().command()), settings),
        new Provenance.Result(
            DataName.withoutFolders(devName) + ", split " + config.files().devSplit(),
            "BLEU-4, beam 3",
            position.bestEpoch() < 0 ? 0 : position.bestScore(),
            scores,
            position.bestEpoch() + 1),
        new Provenance.Environment(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), LibraryVersion.all()));
  }
}
