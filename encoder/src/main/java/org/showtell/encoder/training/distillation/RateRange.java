package org.showtell.encoder.training.distillation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a learning-rate range test saw (Smith 2017, "Cyclical Learning Rates for Training Neural
 * Networks", section 3.3): the loss while the rate grows from step to step.
 *
 * @param points one of each step, rates ascending
 */
public record RateRange(List<Point> points) {
  /**
   * A step.
   *
   * @param rate it was made at
   * @param loss before it, a moving average over the steps so far
   */
  public record Point(double rate, double loss) {}

  /**
   * Checks that there is something to tell.
   *
   * @throws IllegalArgumentException without a point
   */
  public RateRange {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          "a range of rates has 1 point or more, but got none: the first loss was no number; look"
              + " at the first weights (--init)");
    }
  }

  /** The point of the least loss: rates above it do harm. */
  public Point least() {
    return points.stream().min(Comparator.comparingDouble(Point::loss)).orElseThrow();
  }

  /**
   * Where the loss fell fastest by the logarithm of the rate, over a tenth of the points; the first
   * point if it never fell.
   */
  public Point fastest() {
    int span = Math.max(1, points.size() / 10);
    Point fastest = points.get(0);
    double most = 0;
    for (int i = 0; i + span < points.size(); i++) {
      double fall = points.get(i).loss() - points.get(i + span).loss();
      if (fall > most) {
        most = fall;
        fastest = points.get(i + span / 2);
      }
    }
    return fastest;
  }

  /** Collects points and says when to stop. */
  static final class Collector {
    /** Of the moving average of the loss. */
    private static final double SMOOTHING = 0.9;

    /** A loss of so many times the least has left the valley for good. */
    private static final double HOPELESS = 1.5;

    private final double lowest;
    private final double factor;
    private final List<Point> points = new ArrayList<>();
    private double sum;
    private double weight;
    private double least = Double.POSITIVE_INFINITY;

    /** Rates from {@code lowest} to {@code highest} in so many steps. */
    Collector(double lowest, double highest, int steps) {
      this.lowest = lowest;
      this.factor = Math.pow(highest / lowest, 1.0 / (steps - 1));
    }

    /** The rate of the next step. */
    double rate() {
      return lowest * Math.pow(factor, points.size());
    }

    /**
     * Takes the loss of the step at {@link #rate()}.
     *
     * @return whether another step is worth making
     */
    boolean add(double loss) {
      if (!Double.isFinite(loss)) {
        return false;
      }
      sum = SMOOTHING * sum + loss;
      weight = SMOOTHING * weight + 1;
      double smooth = sum / weight;
      points.add(new Point(rate(), smooth));
      least = Math.min(least, smooth);
      return smooth <= HOPELESS * least;
    }

    RateRange range() {
      return new RateRange(points);
    }
  }
}
