package org.showtell.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.showtell.decoder.CellType;

/**
 * Trains a caption network of each recurrent cell at equal sizes, a step of each in turn so that a
 * busy machine slows all alike, and prints target tokens per second and their ratio to the LSTM's:
 * the median of the rounds' ratios.
 */
public final class CellSpeed {
  private static final int WARM_UP = 6;

  private CellSpeed() {}

  /** Takes the number of rounds (default: 12). */
  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? 12 : Integer.parseInt(arguments[0]);
    TrainingSizes sizes = TrainingSizes.full();
    Map<CellType, TrainingStep> steps = new EnumMap<>(CellType.class);
    Map<CellType, List<Double>> seconds = new EnumMap<>(CellType.class);
    for (CellType cell : CellType.values()) {
      steps.put(cell, new ShowtellTrainingStep(sizes, cell, 1));
      seconds.put(cell, new ArrayList<>());
    }
    for (int round = -WARM_UP; round < rounds; round++) {
      for (CellType cell : CellType.values()) {
        long begin = System.nanoTime();
        steps.get(cell).run();
        if (round >= 0) {
          seconds.get(cell).add((System.nanoTime() - begin) / 1e9);
        }
      }
    }
    System.out.printf(Locale.ROOT, "%-12s %10s %8s%n", "cell", "tokens/s", "of LSTM");
    for (CellType cell : CellType.values()) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        ratios.add(seconds.get(CellType.LSTM).get(i) / seconds.get(cell).get(i));
      }
      System.out.printf(
          Locale.ROOT,
          "%-12s %10.0f %8.2f%n",
          cell,
          TrainingSizes.TOKENS / Timing.median(seconds.get(cell)),
          Timing.median(ratios));
      steps.get(cell).close();
    }
  }
}
