package org.showtell.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.showtell.benchmarks.peer.Side;

/**
 * The sides of one comparison by turns.
 *
 * <p>A round is one call of each side, one right after the other, so that a machine that grows hot
 * or busy slows all alike; the ratio that counts is the median of the rounds'. Between the calls is
 * a pause, in which the threads of the last engine stop waiting for more.
 *
 * @param name of the work
 * @param unit what the numbers count
 * @param items how many of it a call does
 */
record Comparison(String name, String unit, double items) {
  private static final long PAUSE_MILLIS = 50;
  private static final int MOST_ROUNDS = 101;

  /** Below this the sides do not compute the same. */
  private static final double LEAST_COSINE = 0.999;

  /**
   * How long a comparison may take.
   *
   * @param warmUpMillis of each side, before the first round
   * @param millis of all rounds
   * @param rounds at least
   */
  record Effort(double warmUpMillis, double millis, int rounds) {
    static final Effort FULL = new Effort(4_000, 30_000, 5);
    static final Effort QUICK = new Effort(500, 2_500, 2);

    /** One call of each, for tests and where a call is long. */
    static final Effort ONCE = new Effort(0, 0, 1);
  }

  /** Without a note. */
  List<Row> measure(Effort effort, List<Side> sides) {
    return measure(effort, sides, () -> "");
  }

  /**
   * A row for each peer, or one if there is none.
   *
   * @param sides Showtell's first; the caller closes them
   * @param note asked for after the last round
   * @throws IllegalStateException if a side does not give what the first one gives
   */
  List<Row> measure(Effort effort, List<Side> sides, Supplier<String> note) {
    for (Side side : sides) {
      double spent = side.run();
      while (spent < effort.warmUpMillis()) {
        spent += side.run();
      }
    }
    requireSameResults(sides);
    List<List<Double>> times =
        sides.stream().map(side -> (List<Double>) new ArrayList<Double>()).toList();
    double spent = 0;
    for (int round = 0;
        round < effort.rounds() || spent < effort.millis() && round < MOST_ROUNDS;
        round++) {
      for (int i = 0; i < sides.size(); i++) {
        spent += sides.size() > 1 ? pause() : 0;
        double millis = sides.get(i).run();
        times.get(i).add(millis);
        spent += millis;
      }
    }
    return rows(sides, times, note.get());
  }

  private List<Row> rows(List<Side> sides, List<List<Double>> times, String note) {
    Timing ours = Timing.of(times.get(0)).divided(items);
    if (sides.size() == 1) {
      return List.of(new Row(name, unit, ours, null, null, null, note));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < sides.size(); i++) {
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < times.get(i).size(); round++) {
        ratios.add(times.get(0).get(round) / times.get(i).get(round));
      }
      Timing theirs = Timing.of(times.get(i)).divided(items);
      rows.add(new Row(name, unit, ours, sides.get(i).name(), theirs, Timing.of(ratios), note));
    }
    return rows;
  }

  private void requireSameResults(List<Side> sides) {
    float[] expected = sides.get(0).result();
    for (Side side : sides.subList(1, sides.size())) {
      float[] result = side.result();
      if (expected.length > 0 && result.length > 0 && cosine(expected, result) < LEAST_COSINE) {
        throw new IllegalStateException(
            "%s: %s must give Showtell's numbers, but got a cosine of %.4f"
                .formatted(name, side.name(), cosine(expected, result)));
      }
    }
  }

  static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "both must have " + a.length + " numbers, but got " + b.length);
    }
    double product = 0;
    double squares = 0;
    double others = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squares += (double) a[i] * a[i];
      others += (double) b[i] * b[i];
    }
    return product / Math.sqrt(squares * others);
  }

  private static long pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return PAUSE_MILLIS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
