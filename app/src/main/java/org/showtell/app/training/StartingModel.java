package org.showtell.app.training;

import java.io.IOException;
import java.util.Map;
import org.showtell.app.model.ModelBundle;
import org.showtell.app.model.ModelBundleException;
import org.showtell.app.model.ModelCatalog;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.training.FeatureStandardisation;

/**
 * A trained caption model that training goes on with on other data: pre-trained on photos and
 * fine-tuned on videos, the best recipe of Venugopalan et al. 2014 (section 4.3).
 *
 * @param vocabulary its words, which stay
 * @param decoder what its network is made of
 * @param weights its network's, for features as they are
 */
record StartingModel(Vocabulary vocabulary, DecoderConfig decoder, Map<String, float[]> weights) {

  /**
   * Reads a model.
   *
   * @param nameOrFile a shipped model's name or a bundle
   * @throws ModelBundleException if there is none, or it does not caption
   */
  static StartingModel open(String nameOrFile) throws IOException {
    ModelBundle bundle = ModelCatalog.open(nameOrFile);
    try (CaptionNetwork network = bundle.openCaptioner()) {
      return new StartingModel(bundle.vocabulary(), network.config(), network.weights());
    }
  }

  /**
   * The network where training begins.
   *
   * @param standardisation of the features that it will be shown
   */
  CaptionNetwork network(FeatureStandardisation standardisation) {
    return CaptionNetwork.restore(
        decoder, decoder.attends() ? weights : standardisation.unfold(decoder, weights));
  }
}
