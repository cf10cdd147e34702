package org.showtell.app.training.sequence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.showtell.app.training.TrainingCheckpoint;
import org.showtell.app.training.TrainingProgress;
import org.showtell.app.training.TrainingReport;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.text.PairFile;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.sequence.SequenceConfig;
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
   * @return where the run ended
   */
  public TrainingPosition run(BooleanSupplier stop) throws IOException {
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

  private TrainingPosition train(
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
      String hash = ContentHash.sha256(config.data().train());
      TrainingCheckpoint checkpoint =
          new TrainingCheckpoint(config.checkpoint().folder(), config.fingerprint(hash));
      TrainedSequences model =
          new TrainedSequences(config, network, vocabulary, longest, measured, hash);
      try (TrainingLoop loop = new TrainingLoop(fresh.parameters(), config.trainer(), task)) {
        return new TrainingProgress(report, loop, checkpoint, model)
            .run(config.checkpoint().resume(), stop);
      }
    }
  }
}
