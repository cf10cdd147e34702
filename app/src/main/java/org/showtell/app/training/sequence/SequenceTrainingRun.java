package org.showtell.app.training.sequence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.showtell.app.bundle.SequenceBundle;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.text.PairFile;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.sequence.SequenceConfig;
import org.showtell.decoder.sequence.SequenceGenerator;
import org.showtell.decoder.sequence.SequenceNetwork;
import org.showtell.decoder.sequence.SequencePairs;
import org.showtell.decoder.sequence.SequenceTask;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.encoder.weights.ContentHash;

/**
 * From pairs of texts to an encoder-decoder: after each epoch held-out inputs are written out, and
 * the weights with the most outputs that are exactly right are kept.
 */
public final class SequenceTrainingRun {
  private static final int MOST_MEASURED = 500;

  private final SequenceTrainingConfig config;
  private final TrainingReport report;

  /** A run that has not begun. */
  public SequenceTrainingRun(SequenceTrainingConfig config, TrainingReport report) {
    this.config = config;
    this.report = report;
  }

  /**
   * Trains and writes the bundle.
   *
   * @param stop asked after each batch
   * @return the best share of held-out outputs that are exactly right
   */
  public double run(BooleanSupplier stop) throws IOException {
    SequenceTrainingConfig.Data data = config.data();
    List<PairFile.Pair> train = new ArrayList<>(read(data.train()));
    List<PairFile.Pair> held = new ArrayList<>();
    if (data.dev() != null) {
      held.addAll(read(data.dev()));
    } else {
      int each = (int) Math.round(1 / data.heldOut());
      for (int i = train.size() / each * each - 1; i >= 0; i -= each) {
        held.add(train.remove(i));
      }
    }
    if (held.isEmpty()) {
      throw new IOException(
          "%s: there must be pairs to measure on, but got %d pairs in all; add more, or others"
                  .formatted(data.train(), train.size())
              + " to measure on");
    }
    TextVocabulary vocabulary =
        TextVocabulary.of(
            data.level(),
            train.stream()
                .map(pair -> pair.input() + " " + pair.output())
                .collect(Collectors.joining(" ")),
            1);
    return train(encoded(train, vocabulary), encoded(held, vocabulary), vocabulary, stop);
  }

  private List<PairFile.Pair> read(Path file) throws IOException {
    LeftOut leftOut = new LeftOut();
    List<PairFile.Pair> pairs = PairFile.read(file, leftOut);
    leftOut.notes(file).forEach(report::note);
    return pairs;
  }

  private static SequencePairs encoded(List<PairFile.Pair> pairs, TextVocabulary vocabulary) {
    return new SequencePairs(
        pairs.stream().map(pair -> vocabulary.encode(pair.input())).toList(),
        pairs.stream().map(pair -> vocabulary.encode(pair.output())).toList());
  }

  private double train(
      SequencePairs train, SequencePairs held, TextVocabulary vocabulary, BooleanSupplier stop)
      throws IOException {
    SequenceTrainingConfig.Network sizes = config.network();
    SequenceConfig network =
        new SequenceConfig(
            vocabulary.size(),
            sizes.embedding(),
            sizes.units(),
            sizes.stack(),
            sizes.reverse(),
            sizes.bidirectional(),
            sizes.attention(),
            sizes.dropout());
    int longest = train.outputs().stream().mapToInt(output -> output.length).max().orElseThrow();
    try (SequenceNetwork fresh =
        SequenceNetwork.fresh(network, new SplittableRandom(config.trainer().seed()))) {
      report.note(
          String.format(
              Locale.ROOT,
              "%d pairs, %d held out; %d symbols; %s, %d units: %d parameters",
              train.size(),
              held.size(),
              vocabulary.size(),
              sizes.stack().cell(),
              sizes.units(),
              fresh.parameters().count()));
      SequenceTask task =
          new SequenceTask(fresh, train, config.trainer().regularisation().labelSmoothing());
      int most = Math.min(MOST_MEASURED, held.size());
      SequencePairs measured =
          new SequencePairs(held.inputs().subList(0, most), held.outputs().subList(0, most));
      try (TrainingLoop loop = new TrainingLoop(fresh.parameters(), config.trainer(), task)) {
        Progress progress = new Progress(loop, network, vocabulary, longest);
        loop.run(weights -> exact(network, weights, measured, longest), progress, stop);
        if (progress.best < 0) {
          progress.write(loop.averagedWeights(), 0);
        }
        return Math.max(0, progress.best);
      }
    }
  }

  private static double exact(
      SequenceConfig network, Map<String, float[]> weights, SequencePairs pairs, int longest) {
    GenerationConfig greedy = GenerationConfig.defaults().withNumBeams(1).withTokens(1, longest);
    try (SequenceNetwork restored = SequenceNetwork.restore(network, weights);
        SequenceGenerator generator = new SequenceGenerator(restored, greedy)) {
      return pairs.exact(generator);
    }
  }

  /** Prints how it goes and writes the best model. */
  private final class Progress implements TrainingLoop.Listener {
    private final TrainingLoop loop;
    private final SequenceConfig network;
    private final TextVocabulary vocabulary;
    private final int longest;
    private double best = -1;

    Progress(TrainingLoop loop, SequenceConfig network, TextVocabulary vocabulary, int longest) {
      this.loop = loop;
      this.network = network;
      this.vocabulary = vocabulary;
      this.longest = longest;
    }

    @Override
    public void onBatch(TrainingPosition position, int batches, double perSecond) {
      report.batch(
          position.epoch() + 1,
          loop.epochs(),
          position.nextBatch(),
          batches,
          position.meanLoss(),
          perSecond);
    }

    @Override
    public void onEpoch(
        TrainingPosition position,
        double meanLoss,
        double score,
        boolean better,
        Map<String, float[]> weights)
        throws IOException {
      if (better) {
        best = score;
        write(weights, position.epoch());
      }
      report.epoch(
          position.epoch(), meanLoss, String.format(Locale.ROOT, "exact %.3f", score), better);
    }

    private void write(Map<String, float[]> weights, int epoch) throws IOException {
      SequenceTrainingConfig.Output output = config.output();
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("pairs", config.data().train().getFileName().toString());
      facts.put("pairs SHA-256", ContentHash.sha256(config.data().train()));
      facts.put("network", network.toString());
      facts.put("training", config.trainer().toString());
      facts.put(
          "exact on held-out pairs",
          best < 0 ? "not measured" : String.format(Locale.ROOT, "%.4f (epoch %d)", best, epoch));
      facts.put("command", output.command());
      SequenceBundle.write(
          output.bundle(),
          output.name(),
          network,
          weights,
          vocabulary,
          longest,
          facts,
          output.licence() != null
              ? output.licence()
              : "The weights are under the terms of the pairs they were trained on.");
    }
  }
}
