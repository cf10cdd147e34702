package org.showtell.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.showtell.benchmarks.peer.PyTorch;
import org.showtell.benchmarks.peer.Side;

/** A training step of {@link TrainingSizes}. */
final class TrainingRows {
  private static final long SEED = 1;
  private static final double THOUSAND = 1000;

  private TrainingRows() {}

  static List<Row> of(String name, TrainingSizes sizes, Table table) throws IOException {
    List<Side> sides = new ArrayList<>();
    try {
      sides.add(side("Showtell", new ShowtellTrainingStep(sizes, SEED)));
      if (table.peers("dl4j")) {
        sides.add(side("Deeplearning4j", new PeerTrainingStep(sizes, SEED)));
      }
      if (table.peers("python")) {
        sides.add(
            PyTorch.training(
                table.python(),
                table.peerProgram(),
                sizes.batch(),
                sizes.steps(),
                sizes.embedding(),
                sizes.units(),
                sizes.vocabulary()));
      }
      double tokens = sizes.batch() * sizes.steps();
      return new Comparison(name, "ms per 1k tokens", tokens / THOUSAND)
          .measure(table.effort(), sides).stream().map(TrainingRows::withRate).toList();
    } finally {
      sides.forEach(Side::close);
    }
  }

  private static Side side(String name, TrainingStep step) {
    return Side.of(
        name,
        () -> {
          step.run();
          return new float[0]; // losses differ: each engine draws its own weights
        },
        step::close);
  }

  private static Row withRate(Row row) {
    String note = rate(row.ours()) + (row.peer() == null ? "" : ", peer " + rate(row.theirs()));
    return new Row(row.name(), row.unit(), row.ours(), row.peer(), row.theirs(), row.ratio(), note);
  }

  private static String rate(Timing timing) {
    return String.format(Locale.ROOT, "%.0f tokens/s", THOUSAND * THOUSAND / timing.median());
  }
}
