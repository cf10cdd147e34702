package org.showtell.app.training.sequence;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.showtell.app.bundle.SequenceBundle;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingProgress;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.sequence.SequenceConfig;
import org.showtell.decoder.sequence.SequenceGenerator;
import org.showtell.decoder.sequence.SequenceNetwork;
import org.showtell.decoder.sequence.SequencePairs;
import org.showtell.decoder.training.TrainingPosition;

/**
 * The encoder-decoder of a run, by its weights: scored by the outputs that are exactly right.
 *
 * @param longest symbols of the longest output that is learned
 * @param held pairs to measure on
 * @param hash of the pairs
 */
record TrainedSequences(
    SequenceTrainingConfig config,
    SequenceConfig network,
    TextVocabulary vocabulary,
    int longest,
    SequencePairs held,
    String hash)
    implements TrainingProgress.Model {

  @Override
  public double score(Map<String, float[]> weights) {
    GenerationConfig greedy = GenerationConfig.defaults().withNumBeams(1).withTokens(1, longest);
    try (SequenceNetwork restored = SequenceNetwork.restore(network, weights);
        SequenceGenerator generator = new SequenceGenerator(restored, greedy)) {
      return held.exact(generator);
    }
  }

  @Override
  public String summary(double score) {
    return String.format(Locale.ROOT, "exact %.3f", score);
  }

  @Override
  public void write(Map<String, float[]> weights, TrainingPosition position, boolean scored)
      throws IOException {
    TrainingFiles.Output output = config.output();
    String file = config.data().train().getFileName().toString();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("pairs", file);
    facts.put("pairs SHA-256", hash);
    facts.put("network", network.toString());
    facts.put("training", config.trainer().toString());
    facts.put(
        "exact on held-out pairs",
        scored
            ? String.format(Locale.ROOT, "%.4f (epoch %d)", position.bestScore(), position.epoch())
            : "not measured");
    facts.put("command", output.command());
    SequenceBundle.write(
        output.bundle(),
        output.name(),
        network,
        weights,
        vocabulary,
        longest,
        facts,
        output.terms(file));
  }
}
