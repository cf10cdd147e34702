package org.showtell.app.training.caption;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelBundleException;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.training.CachedFeatures;
import org.showtell.attention.AttentionConfig;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.features.FeatureStandardisation;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * Where a run's network comes from: its recipe, or a trained model that training goes on with.
 *
 * @param start the trained model; null for a fresh network
 */
record CaptionNetworkSource(CaptionTrainingConfig config, StartingModel start) {

  /**
   * A trained caption model. Pre-training on photos and fine-tuning on videos is the best recipe of
   * Venugopalan et al. 2014 (section 4.3).
   *
   * @param name what the user named
   * @param weights of its network, for features that are not standardised
   * @param keywords its word detector, or null
   */
  record StartingModel(
      String name,
      Vocabulary vocabulary,
      DecoderConfig decoder,
      Map<String, float[]> weights,
      KeywordParts keywords) {
    /**
     * Reads a shipped model or a bundle.
     *
     * @throws ModelBundleException if there is none, or it does not caption
     */
    static StartingModel open(String nameOrFile) throws IOException {
      ModelBundle bundle = ModelCatalog.open(nameOrFile);
      try (CaptionNetwork network = bundle.openCaptioner()) {
        return new StartingModel(
            nameOrFile,
            bundle.vocabulary(),
            network.config(),
            network.weights(),
            bundle.detectsWords() ? bundle.keywords() : null);
      }
    }
  }

  /**
   * As the configuration asks for.
   *
   * @throws IllegalArgumentException if the model cannot be trained in this way
   */
  static CaptionNetworkSource of(CaptionTrainingConfig config) throws IOException {
    if (config.from() == null) {
      return new CaptionNetworkSource(config, null);
    }
    StartingModel start = StartingModel.open(config.from().model());
    if (config.files().text().file() != null && start.decoder().semantic() == null) {
      throw CaptionTrainingConfig.wordless(config.files(), "the model " + start.name());
    }
    if (config.trainsEncoder()) {
      checkTrainsEncoder(start);
    }
    return new CaptionNetworkSource(config, start);
  }

  private static void checkTrainsEncoder(StartingModel start) {
    if (start.decoder().attends()
        && start.decoder().attention().mode() == AttentionConfig.Mode.HARD) {
      throw new IllegalArgumentException(
          ("fineTuneEncoder needs a model with soft attention or none, but got %s, which samples"
                  + " locations: a sample has no gradient by the features")
              .formatted(start.name()));
    }
    if (start.decoder().semantic() != null) {
      throw new IllegalArgumentException(
          ("fineTuneEncoder needs a model that attends to the grid alone, but got %s, which attends"
                  + " to words that its detector finds in the features of its own encoder")
              .formatted(start.name()));
    }
  }

  boolean attends() {
    return start == null ? config.recipe().attention() != null : start.decoder().attends();
  }

  /** Detected words of an image that the network attends to; 0 for none. */
  int wordSlots() {
    if (start == null) {
      return config.recipe().wordSlots();
    }
    return start.decoder().semantic() == null ? 0 : start.decoder().semantic().slots();
  }

  /**
   * Checks that the network reads features of this length.
   *
   * @param encoder its name, for the message
   * @param size D of its features
   */
  void checkReads(String encoder, int size) {
    if (start != null && size != start.decoder().memorySize()) {
      throw new IllegalArgumentException(
          ("features must have %d numbers for the model %s, but got %d from the encoder %s; use an"
                  + " encoder that was fine-tuned from that model's, or begin anew")
              .formatted(start.decoder().memorySize(), start.name(), size, encoder));
    }
  }

  /** The captions to train on, in the words of the network. */
  CaptionTrainingData data(CaptionDataset train, CaptionSentences sentences) {
    int maxWords = config.words().maxWords();
    return start == null
        ? CaptionTrainingData.of(
            train.examples(), config.words().minWordCount(), maxWords, sentences::count)
        : CaptionTrainingData.of(train.examples(), start.vocabulary(), maxWords);
  }

  DecoderConfig decoder(CaptionTrainingData data, CaptionInputs inputs) {
    return start == null
        ? config
            .recipe()
            .decoder(
                data.vocabulary().size(),
                inputs.train().size(),
                inputs.words() == null ? 0 : inputs.words().parts().vocabulary().size())
        : start.decoder();
  }

  /**
   * The network where training begins, its output bias aside.
   *
   * @param more weights of an encoder that is trained with it
   */
  CaptionNetwork network(
      DecoderConfig decoder,
      CaptionTrainingData data,
      CaptionInputs inputs,
      List<ParameterSpec> more) {
    FeatureStandardisation standardisation = inputs.standardisation();
    if (start != null) {
      Map<String, float[]> weights =
          decoder.attends() ? start.weights() : standardisation.unfold(decoder, start.weights());
      return CaptionNetwork.restore(decoder, weights, more);
    }
    SplittableRandom random = new SplittableRandom(config.trainer().seed());
    CaptionNetwork network = CaptionNetwork.fresh(decoder, random);
    config.recipe().initialisation().apply(network.parameters(), random);
    if (decoder.attends()) {
      network.setMemoryScale(
          standardisation.mean(),
          standardisation.scale(),
          standardisation.vectorScale(inputs.train(), CachedFeatures.STATISTICS_IMAGES));
    }
    if (decoder.semantic() != null && decoder.semantic().copies()) {
      network.setCopiedWords(inputs.words().parts().forms().ofTokens(data.vocabulary()));
    }
    return network;
  }
}
