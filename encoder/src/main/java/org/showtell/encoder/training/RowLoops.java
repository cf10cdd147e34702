package org.showtell.encoder.training;

import java.nio.FloatBuffer;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;
import org.showtell.encoder.training.MapArithmetic.MapShape;

/**
 * The innermost loops, without branches, so that the compiler vectorises them: "x > 0" for an x
 * that is not negative is {@code min(1, x * HUGE)}.
 */
final class RowLoops {
  /** Times the smallest number that counts, still more than 1. */
  private static final float HUGE = 1e36f;

  private RowLoops() {}

  static void addMoments(float[] y, float[] sums, float[] squares) {
    for (int i = 0; i < y.length; i++) {
      sums[i] += y[i];
      squares[i] += y[i] * y[i];
    }
  }

  /** {@code out = relu(a * y + b)}. */
  static void rectify(float[] y, WideLine line, float[] out) {
    float[] a = line.slope;
    float[] b = line.intercept;
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0f, a[i] * y[i] + b[i]);
    }
  }

  /** Adds dn and {@code dn * y}; {@code g}, the gradient by z, becomes dn. */
  static void addRectified(float[] y, float[] g, WideLine line, float[] sums, float[] products) {
    mask(y, g, line);
    for (int i = 0; i < g.length; i++) {
      sums[i] += g[i];
      products[i] += g[i] * y[i];
    }
  }

  /** {@code y = a * dn + correction(y)}. */
  static void unrectify(float[] y, float[] g, WideLine line, WideLine correction) {
    mask(y, g, line);
    float[] a = line.slope;
    float[] c = correction.slope;
    float[] d = correction.intercept;
    for (int i = 0; i < g.length; i++) {
      y[i] = a[i] * g[i] + (c[i] * y[i] + d[i]);
    }
  }

  private static void mask(float[] y, float[] g, WideLine line) {
    float[] a = line.slope;
    float[] b = line.intercept;
    for (int i = 0; i < g.length; i++) {
      g[i] *= Math.min(1f, Math.max(0f, a[i] * y[i] + b[i]) * HUGE);
    }
  }

  /** {@code out = relu(max of the four a * y + b)}. */
  static void pool(RowPair pair, WideLine line, float[] out) {
    winners(pair, line, out);
    rectify(out, line, out);
  }

  /** As {@link #addRectified}, y being the one of the four that won. */
  static void addPooled(RowPair pair, float[] g, WideLine line, float[] sums, float[] products) {
    float[] winners = new float[g.length];
    winners(pair, line, winners);
    addRectified(winners, g, line, sums, products);
  }

  /** The y of each four whose a * y + b is the largest. */
  private static void winners(RowPair pair, WideLine line, float[] out) {
    float[] p = pair.corner(0);
    float[] q = pair.corner(1);
    float[] r = pair.corner(2);
    float[] s = pair.corner(3);
    float[] rising = line.rising;
    for (int i = 0; i < out.length; i++) {
      float most = Math.max(Math.max(p[i], q[i]), Math.max(r[i], s[i]));
      float least = Math.min(Math.min(p[i], q[i]), Math.min(r[i], s[i]));
      out[i] = rising[i] * most + (1f - rising[i]) * least;
    }
  }

  /** As {@link #unrectify}; of the four the first of the largest gets dn. */
  static void unpool(RowPair pair, float[] g, WideLine line, WideLine correction) {
    float[] a = line.slope;
    float[] b = line.intercept;
    float[] top = new float[g.length];
    pool(pair, line, top);
    for (int i = 0; i < g.length; i++) {
      g[i] *= a[i] * Math.min(1f, top[i] * HUGE);
    }
    float[] c = correction.slope;
    float[] d = correction.intercept;
    for (int corner = 0; corner < 4; corner++) {
      float[] y = pair.corner(corner);
      // What is given away here is no longer there for the corners to come.
      for (int i = 0; i < g.length; i++) {
        float below = Math.min(1f, Math.max(0f, top[i] - (a[i] * y[i] + b[i])) * HUGE);
        float taken = g[i] * (1f - below);
        g[i] -= taken;
        y[i] = taken + (c[i] * y[i] + d[i]);
      }
    }
  }

  /**
   * A line for each channel, repeated along a row: loops over it are long enough for vector
   * instructions, loops over 32 channels are not.
   */
  static final class WideLine {
    final float[] slope;
    final float[] intercept;

    /** 1 where the slope is not negative: the largest y is then the largest {@code a * y + b}. */
    final float[] rising;

    WideLine(ChannelLine line, MapShape shape) {
      int length = shape.pooled() ? shape.row() / 2 : shape.row();
      slope = new float[length];
      intercept = new float[length];
      rising = new float[length];
      for (int i = 0; i < length; i++) {
        int c = i % shape.channels();
        slope[i] = (float) line.slope()[c];
        intercept[i] = (float) line.intercept()[c];
        rising[i] = slope[i] >= 0 ? 1f : 0f;
      }
    }
  }

  /**
   * A row of a map; where a pool follows two rows, split into the four corners of the pool's
   * squares: the corners of one square are at the same index of four arrays.
   */
  static final class RowPair {
    private final MapShape shape;
    private final float[] rows;
    private final float[][] corners;

    RowPair(MapShape shape) {
      this.shape = shape;
      if (shape.pooled()) {
        rows = new float[2 * shape.row()];
        corners = new float[4][shape.row() / 2];
      } else {
        rows = new float[shape.row()];
        corners = new float[][] {rows};
      }
    }

    int count() {
      return shape.image() / rows.length;
    }

    /** Numbers of one row of the output. */
    int length() {
      return corners[0].length;
    }

    /** The row itself, or the upper left corners. */
    float[] first() {
      return corners[0];
    }

    /** Upper left, upper right, lower left, lower right. */
    float[] corner(int index) {
      return corners[index];
    }

    void read(FloatBuffer map, int image, int index) {
      map.get(image * shape.image() + index * rows.length, rows);
      if (shape.pooled()) {
        int channels = shape.channels();
        for (int from = 0, to = 0; to < length(); from += 2 * channels, to += channels) {
          System.arraycopy(rows, from, corners[0], to, channels);
          System.arraycopy(rows, from + channels, corners[1], to, channels);
          System.arraycopy(rows, shape.row() + from, corners[2], to, channels);
          System.arraycopy(rows, shape.row() + from + channels, corners[3], to, channels);
        }
      }
    }

    void write(FloatBuffer map, int image, int index) {
      if (shape.pooled()) {
        int channels = shape.channels();
        for (int to = 0, from = 0; from < length(); to += 2 * channels, from += channels) {
          System.arraycopy(corners[0], from, rows, to, channels);
          System.arraycopy(corners[1], from, rows, to + channels, channels);
          System.arraycopy(corners[2], from, rows, shape.row() + to, channels);
          System.arraycopy(corners[3], from, rows, shape.row() + to + channels, channels);
        }
      }
      map.put(image * shape.image() + index * rows.length, rows);
    }
  }
}
