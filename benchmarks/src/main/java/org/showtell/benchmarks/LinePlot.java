package org.showtell.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Lines as an SVG picture. */
public final class LinePlot {
  private static final String[] COLOURS = {
    "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f",
    "#bcbd22", "#17becf", "#393b79", "#637939", "#8c6d31", "#843c39", "#7b4173"
  };
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int LEGEND = 190;
  private static final int STEPS = 5; // on a linear axis
  private static final int MARKS = 10; // of more places, every fourth is named

  private final StringBuilder svg = new StringBuilder();
  private final DoubleUnaryOperator x; // 0 to 1, left to right
  private final DoubleUnaryOperator y; // 0 to 1, bottom to top

  private LinePlot(String title, DoubleUnaryOperator x, DoubleUnaryOperator y) {
    this.x = x;
    this.y = y;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"100%%\""
            + " height=\"100%%\" fill=\"white\"/>%n<text x=\"%d\" y=\"22\""
            + " font-size=\"15\">%s</text>%n",
        LEFT + WIDTH + LEGEND, TOP + HEIGHT + 40, LEFT, title);
  }

  /**
   * Over whole numbers, on a logarithmic scale.
   *
   * @param least even power of ten at the lower edge, {@code most} at the upper one; values outside
   *     lie on the edge
   * @param lines each value's place is its number
   */
  public static String svg(String title, int least, int most, Map<String, double[]> lines) {
    int last = lines.values().stream().mapToInt(values -> values.length - 1).max().orElse(1);
    LinePlot plot = new LinePlot(title, k -> k / last, value -> logarithmic(value, least, most));
    for (int power = least; power <= most; power += 2) {
      plot.levelMark(Math.pow(10, power), "1e" + power);
    }
    for (int k = 0; k <= last; k += last > 100 ? 50 : 10) {
      plot.placeMark(k);
    }
    double[] places = new double[last + 1];
    Arrays.setAll(places, k -> k);
    return plot.lines(places, lines);
  }

  /**
   * From zero on, both axes linear.
   *
   * @param places of the values of each line, rising
   */
  public static String linear(String title, double[] places, Map<String, double[]> lines) {
    double last = places[places.length - 1];
    double top = rounded(lines.values().stream().flatMapToDouble(Arrays::stream).max().orElse(1));
    LinePlot plot = new LinePlot(title, place -> place / last, value -> value / top);
    for (int step = 0; step <= STEPS; step++) {
      double level = top * step / STEPS;
      plot.levelMark(level, String.format(Locale.ROOT, "%.4g", level));
    }
    for (int i = 0; i < places.length; i++) {
      if (places.length <= MARKS || i % 4 == 3) {
        plot.placeMark(places[i]);
      }
    }
    return plot.lines(places, lines);
  }

  /** The next of 1, 2 and 5 times a power of ten. */
  private static double rounded(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    return value <= 2 * power ? 2 * power : value <= 5 * power ? 5 * power : 10 * power;
  }

  private static double logarithmic(double value, int least, int most) {
    double power = Math.max(least, Math.min(most, Math.log10(Math.max(value, 1e-300))));
    return (power - least) / (most - least);
  }

  private void levelMark(double level, String label) {
    add(
        "<path d=\"M%d %.1fh%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\""
            + " text-anchor=\"end\">%s</text>%n",
        LEFT, down(level), WIDTH, LEFT - 6, down(level) + 4, label);
  }

  private void placeMark(double place) {
    add(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>%n",
        right(place), TOP + HEIGHT + 18, place);
  }

  private String lines(double[] places, Map<String, double[]> lines) {
    int number = 0;
    for (Map.Entry<String, double[]> line : lines.entrySet()) {
      String colour = COLOURS[number % COLOURS.length];
      StringBuilder points = new StringBuilder();
      for (int k = 0; k < line.getValue().length; k++) {
        double value = line.getValue()[k];
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", right(places[k]), down(value)));
      }
      int at = TOP + 12 + 20 * number++;
      add(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n"
              + "<path d=\"M%d %dh20\" stroke=\"%s\" stroke-width=\"2\"/><text"
              + " x=\"%d\" y=\"%d\">%s</text>%n",
          points.toString().strip(),
          colour,
          LEFT + WIDTH + 15,
          at - 4,
          colour,
          LEFT + WIDTH + 42,
          at,
          line.getKey());
    }
    return svg.append("</svg>\n").toString();
  }

  private double right(double place) {
    return LEFT + WIDTH * x.applyAsDouble(place);
  }

  private double down(double value) {
    return TOP + HEIGHT * (1 - y.applyAsDouble(value));
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
