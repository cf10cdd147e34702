package org.showtell.app.training.caption;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.showtell.app.caption.SearchDefaults;
import org.showtell.app.evaluation.CaptionScorer;
import org.showtell.app.evaluation.ScoredCaptions;
import org.showtell.app.training.RunProvenance;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.metric.Bleu;
import org.showtell.metric.CaptionComparison;
import org.showtell.metric.CiderD;

/** Captions of dev by a network in training, and their scores: the mean over the data sets. */
final class DevCaptions {
  private final CaptionDataset dev;
  private final List<String> names;
  private final CaptionScorer scorer;
  private final GenerationConfig search;
  private final List<Scores> last = new ArrayList<>(); // of each data set

  private record Scores(Bleu.Score bleu, double cider) {}

  /**
   * @param dev the data sets as one, which stays the caller's
   * @param dataSets what each is called
   * @param forms of detected words, or null
   */
  DevCaptions(
      CaptionDataset dev,
      List<String> dataSets,
      Vocabulary vocabulary,
      KeywordForms forms,
      CaptionTrainingConfig.Search asked) {
    this.dev = dev;
    names = RunProvenance.brief(dataSets);
    scorer = new CaptionScorer(dev.examples(), vocabulary);
    search =
        SearchDefaults.of(vocabulary, forms, asked.wordBonus())
            .withLengthPenalty(asked.lengthPenalty());
  }

  /** The data sets' names, for the model card. */
  String data() {
    return dev.name();
  }

  /** The mean of the data sets' BLEU-4 with these weights. */
  double score(CaptionNetwork network, FeatureSource features) {
    try (NetworkDecoder decoder = new NetworkDecoder(network)) {
      ScoredCaptions scored = scorer.score(decoder, features, search);
      last.clear();
      for (int part = 0; part < names.size(); part++) {
        ScoredCaptions captions = names.size() == 1 ? scored : part(scored, part);
        last.add(new Scores(captions.bleu(), CiderD.compute(captions.comparisons()).corpus()));
      }
      return mean(4);
    }
  }

  private ScoredCaptions part(ScoredCaptions all, int part) {
    List<CaptionComparison> comparisons = new ArrayList<>();
    for (int i = 0; i < all.predictions().size(); i++) {
      if (dev.images().part(all.predictions().get(i).file()) == part) {
        comparisons.add(all.comparisons().get(i));
      }
    }
    if (comparisons.isEmpty()) {
      throw new IllegalArgumentException(
          "dev must have images that can be read, but got none from " + names.get(part));
    }
    return new ScoredCaptions(List.of(), comparisons);
  }

  private double mean(int n) {
    return last.stream().mapToDouble(scores -> scores.bleu().bleu(n)).average().orElseThrow();
  }

  private double meanCider() {
    return last.stream().mapToDouble(Scores::cider).average().orElseThrow();
  }

  /** The last scores, for the model card. */
  Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int n = 1; n <= 4; n++) {
      scores.put("Bleu_" + n, mean(n));
    }
    scores.put("CIDEr", meanCider());
    for (int part = 0; part < last.size() && last.size() > 1; part++) {
      scores.put("Bleu_4 (" + names.get(part) + ")", last.get(part).bleu().bleu(4));
      scores.put("CIDEr (" + names.get(part) + ")", last.get(part).cider());
    }
    return scores;
  }

  /** The last scores, for a person. */
  String summary() {
    if (last.size() == 1) {
      return String.format(
          Locale.ROOT,
          "BLEU-1..4 %.4f %.4f %.4f %.4f  CIDEr %.3f",
          mean(1),
          mean(2),
          mean(3),
          mean(4),
          meanCider());
    }
    String each =
        IntStream.range(0, last.size())
            .mapToObj(
                part ->
                    String.format(
                        Locale.ROOT,
                        "%.4f / %.3f (%s)",
                        last.get(part).bleu().bleu(4),
                        last.get(part).cider(),
                        names.get(part)))
            .collect(Collectors.joining("  "));
    return String.format(Locale.ROOT, "BLEU-4 / CIDEr %.4f / %.3f: %s", mean(4), meanCider(), each);
  }
}
