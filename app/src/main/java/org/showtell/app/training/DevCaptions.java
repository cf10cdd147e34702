package org.showtell.app.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.showtell.app.evaluation.CaptionScorer;
import org.showtell.app.pipeline.SearchDefaults;
import org.showtell.coco.CaptionedImage;
import org.showtell.coco.evaluation.BleuScore;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.training.FeatureSource;

/** Captions of dev by a network in training, and their scores. */
final class DevCaptions {
  private final CaptionScorer scorer;
  private final GenerationConfig search;
  private BleuScore last;

  /**
   * @param vocabulary of the network
   * @param lengthPenalty of the search
   */
  DevCaptions(List<CaptionedImage> images, Vocabulary vocabulary, double lengthPenalty) {
    scorer = new CaptionScorer(images, vocabulary);
    search = SearchDefaults.of(vocabulary).withLengthPenalty(lengthPenalty);
  }

  /** BLEU-4 of these weights. */
  double score(CaptionNetwork network, FeatureSource features) {
    try (NetworkDecoder decoder = new NetworkDecoder(network)) {
      last = scorer.score(decoder, features, search).bleu();
      return last.bleu(4);
    }
  }

  /** The last scores, for the model card. */
  Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int n = 1; n <= 4; n++) {
      scores.put("Bleu_" + n, last.bleu(n));
    }
    return scores;
  }

  /** The last scores, for a person. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "BLEU-1..4 %.4f %.4f %.4f %.4f",
        last.bleu(1),
        last.bleu(2),
        last.bleu(3),
        last.bleu(4));
  }
}
