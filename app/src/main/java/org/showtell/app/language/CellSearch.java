package org.showtell.app.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks for the cells whose activation follows a property of the text: by correlation. */
public final class CellSearch {
  private final CellTrace trace;
  private final String text; // the symbols, joined
  private final int[] ends; // [T], the last character of each symbol in the text

  /** A search among the cells of a trace. */
  public CellSearch(CellTrace trace) {
    this.trace = trace;
    text = String.join("", trace.symbols());
    ends = new int[trace.symbols().size()];
    int at = 0;
    for (int t = 0; t < ends.length; t++) {
      at += trace.symbols().get(t).length();
      ends[t] = at - 1;
    }
  }

  /**
   * A cell and how well it follows a property.
   *
   * @param cell its number
   * @param correlation Pearson's, in [-1, 1]
   */
  public record Found(int cell, double correlation) {}

  /** The cells that follow a property best, by the size of their correlation. */
  public List<Found> best(TextProperty property, int most) {
    float[] ofText = property.of(text);
    float[] wanted = new float[ends.length];
    for (int t = 0; t < wanted.length; t++) {
      wanted[t] = ofText[ends[t]];
    }
    List<Found> found = new ArrayList<>();
    for (int cell = 0; cell < trace.cells(); cell++) {
      found.add(new Found(cell, correlation(trace.of(cell), wanted)));
    }
    found.sort(Comparator.comparingDouble(f -> -Math.abs(f.correlation())));
    return found.subList(0, Math.min(most, found.size()));
  }

  /** Pearson's correlation; 0 where one of the two does not vary. */
  static double correlation(float[] x, float[] y) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += x[i] / x.length;
      meanY += y[i] / y.length;
    }
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx <= 0 || yy <= 0 ? 0 : xy / Math.sqrt(xx * yy);
  }
}
