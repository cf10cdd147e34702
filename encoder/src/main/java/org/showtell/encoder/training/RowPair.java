package org.showtell.encoder.training;

import java.nio.FloatBuffer;

/**
 * A row of a map; where a pool follows two rows, taken apart into the four corners of the pool's
 * squares: one number of each corner then stands at the same place of its array.
 */
final class RowPair {
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

  /** How many of them a photo has: the rows of its output. */
  int count() {
    return shape.photo() / rows.length;
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

  void read(FloatBuffer map, int photo, int index) {
    map.get(photo * shape.photo() + index * rows.length, rows);
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

  void write(FloatBuffer map, int photo, int index) {
    if (shape.pooled()) {
      int channels = shape.channels();
      for (int to = 0, from = 0; from < length(); to += 2 * channels, from += channels) {
        System.arraycopy(corners[0], from, rows, to, channels);
        System.arraycopy(corners[1], from, rows, to + channels, channels);
        System.arraycopy(corners[2], from, rows, shape.row() + to, channels);
        System.arraycopy(corners[3], from, rows, shape.row() + to + channels, channels);
      }
    }
    map.put(photo * shape.photo() + index * rows.length, rows);
  }
}
