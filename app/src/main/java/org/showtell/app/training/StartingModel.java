package org.showtell.app.training;

import java.io.IOException;
import java.util.Map;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelBundleException;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.features.FeatureStandardisation;

/**
 * A trained caption model that training goes on with on other data: pre-trained on photos and
 * fine-tuned on videos, the best recipe of Venugopalan et al. 2014 (section 4.3).
 *
 * @param name what the user named
 * @param vocabulary its words, which stay
 * @param decoder what its network is made of
 * @param weights its network's, for features as they are
 * @param keywords its word detector, or null
 */
public record StartingModel(
    String name,
    Vocabulary vocabulary,
    DecoderConfig decoder,
    Map<String, float[]> weights,
    KeywordParts keywords) {

  /**
   * Reads a model.
   *
   * @param nameOrFile a shipped model's name or a bundle
   * @throws ModelBundleException if there is none, or it does not caption
   */
  public static StartingModel open(String nameOrFile) throws IOException {
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

  /**
   * Demands features of the length that the network reads: an encoder that went on learning gives
   * them, one of another make does not.
   *
   * @param encoder its name, for the message
   * @param size D of its features
   * @throws IllegalArgumentException that says both lengths
   */
  public void checkReads(String encoder, int size) {
    if (size != decoder.memorySize()) {
      throw new IllegalArgumentException(
          "--from "
              + name
              + " reads features of "
              + decoder.memorySize()
              + " numbers, but those of the encoder "
              + encoder
              + " have "
              + size
              + "; expected one that went on learning from that model's, or begin anew without"
              + " --from");
    }
  }

  /**
   * The network where training begins.
   *
   * @param standardisation of the features that it will be shown
   */
  public CaptionNetwork network(FeatureStandardisation standardisation) {
    return CaptionNetwork.restore(
        decoder, decoder.attends() ? weights : standardisation.unfold(decoder, weights));
  }
}
