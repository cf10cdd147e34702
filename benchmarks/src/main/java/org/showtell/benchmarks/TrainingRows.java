package org.showtell.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.showtell.attention.AttentionConfig;
import org.showtell.benchmarks.peer.PyTorch;
import org.showtell.benchmarks.peer.Side;

/** A training step of {@link TrainingSizes}. */
final class TrainingRows {
  private static final long SEED = 1;
  private static final double THOUSAND = 1000;
  private static final String UNIT = "ms per 1k tokens";
  private static final int POSITIONS = 49;
  private static final int SIZE = 512; // A

  private TrainingRows() {}

  static List<Row> of(String name, TrainingSizes sizes, Table table) throws IOException {
    List<Side> sides = new ArrayList<>();
    try {
      sides.add(side("Showtell", new ShowtellTrainingStep(sizes, SEED)));
      if (table.peers("dl4j")) {
        sides.add(side("Deeplearning4j", new PeerTrainingStep(sizes, SEED)));
      }
      if (table.peers("python")) {
        for (String type : new String[] {"fp32", "bf16"}) {
          sides.add(
              PyTorch.training(
                  table.python(),
                  table.peerProgram(),
                  type,
                  sizes.batch(),
                  sizes.steps(),
                  sizes.embedding(),
                  sizes.units(),
                  sizes.vocabulary()));
        }
      }
      return new Comparison(name, UNIT, sizes.batch() * sizes.steps() / THOUSAND)
          .measure(table.effort(), sides).stream().map(TrainingRows::withRate).toList();
    } finally {
      sides.forEach(Side::close);
    }
  }

  /**
   * What attention costs: a step with it beside one without.
   *
   * @param gridSize M of the trainable grid; 0 for the grid as it is
   */
  static List<Row> attention(String name, TrainingSizes sizes, int gridSize, Table table) {
    AttentionConfig attention = AttentionConfig.soft(SIZE).withGridSize(gridSize);
    List<Side> sides =
        List.of(
            side("Showtell", new ShowtellTrainingStep(sizes, POSITIONS, attention, SEED)),
            side("without attention", new ShowtellTrainingStep(sizes, SEED)));
    try {
      return new Comparison(name, UNIT, sizes.batch() * sizes.steps() / THOUSAND)
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
