package org.showtell.benchmarks;

import java.util.Locale;
import java.util.Map;

/** Lines over whole numbers on a logarithmic scale, as an SVG picture. */
final class LinePlot {
  private static final String[] COLOURS = {
    "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f",
    "#bcbd22", "#17becf", "#393b79", "#637939", "#8c6d31", "#843c39", "#7b4173", "#3182bd"
  };
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int LEGEND = 190;

  private final int least; // powers of ten
  private final int most;

  /**
   * Plots of values from one power of ten to another.
   *
   * @param least even, as {@code most}
   */
  LinePlot(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /**
   * A plot.
   *
   * @param lines each value's place is its number; values outside the powers of ten lie on the edge
   */
  String svg(String title, Map<String, double[]> lines) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"100%%\""
                + " height=\"100%%\" fill=\"white\"/>%n<text x=\"%d\" y=\"22\""
                + " font-size=\"15\">%s</text>%n",
            LEFT + WIDTH + LEGEND,
            TOP + HEIGHT + 40,
            LEFT,
            title));
    for (int power = least; power <= most; power += 2) {
      double y = y(Math.pow(10, power));
      svg.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%d %.1fh%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\""
                  + " text-anchor=\"end\">1e%d</text>%n",
              LEFT,
              y,
              WIDTH,
              LEFT - 6,
              y + 4,
              power));
    }
    int number = 0;
    int last = lines.values().stream().mapToInt(values -> values.length - 1).max().orElse(1);
    for (int k = 0; k <= last; k += last > 100 ? 50 : 10) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
              x(k, last),
              TOP + HEIGHT + 18,
              k));
    }
    for (Map.Entry<String, double[]> line : lines.entrySet()) {
      String colour = COLOURS[number % COLOURS.length];
      StringBuilder points = new StringBuilder();
      for (int k = 0; k < line.getValue().length; k++) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(k, last), y(line.getValue()[k])));
      }
      int at = TOP + 12 + 20 * number++;
      svg.append(
          String.format(
              Locale.ROOT,
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
              line.getKey()));
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(int k, int last) {
    return LEFT + (double) k * WIDTH / last;
  }

  private double y(double value) {
    double power = Math.max(least, Math.min(most, Math.log10(Math.max(value, 1e-300))));
    return TOP + HEIGHT * (most - power) / (most - least);
  }
}
