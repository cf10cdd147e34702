package org.showtell.attention;

import java.util.Arrays;
import org.showtell.nn.Check;

/**
 * Where the decoder attended for one word: weights on the grid, row-major, non-negative, of sum 1.
 *
 * @param height rows of the grid
 * @param width columns of the grid
 * @param weights [height*width]
 */
public record AttentionMap(int height, int width, float[] weights) {
  private static final double TOLERANCE = 1e-3;

  /** Checks the length, the sign and the sum. */
  public AttentionMap {
    Check.atLeast("height", height, 1);
    Check.atLeast("width", width, 1);
    Check.length("weights of a map", weights.length, (long) height * width);
    weights = weights.clone();
    double sum = 0;
    for (float weight : weights) {
      Check.that(weight >= 0, "Weights must be at least 0", weight);
      sum += weight;
    }
    Check.that(Math.abs(sum - 1) <= TOLERANCE, "Weights must have the sum 1", sum);
  }

  /** The weight of a position. */
  public float weight(int row, int column) {
    return weights[row * width + column];
  }

  /** The weights as rows of the grid. */
  public float[][] rows() {
    float[][] rows = new float[height][];
    for (int y = 0; y < height; y++) {
      rows[y] = Arrays.copyOfRange(weights, y * width, (y + 1) * width);
    }
    return rows;
  }

  /** Entropy in nats: 0 for one position, ln(height*width) for all alike. */
  public double entropy() {
    double entropy = 0;
    for (float weight : weights) {
      entropy -= weight > 0 ? weight * Math.log(weight) : 0;
    }
    return entropy;
  }

  /**
   * Total variation distance to another map, half the sum of absolute differences: 0 for equal
   * maps, 1 for maps without a common position.
   */
  public double totalVariation(AttentionMap other) {
    Check.length("rows of a map", other.height, height);
    Check.length("columns of a map", other.width, width);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += Math.abs(weights[i] - other.weights[i]);
    }
    return sum / 2;
  }

  /**
   * The map on a finer raster, bilinear between the centres of the positions, level outside of
   * them; its largest value is that of the map or less.
   *
   * @return [rows*columns]
   */
  public float[] upsample(int rows, int columns) {
    Check.atLeast("rows", rows, 1);
    Check.atLeast("columns", columns, 1);
    float[] target = new float[rows * columns];
    for (int y = 0; y < rows; y++) {
      float v = between((y + 0.5f) * height / rows - 0.5f, height);
      int top = (int) v;
      int bottom = Math.min(top + 1, height - 1);
      for (int x = 0; x < columns; x++) {
        float u = between((x + 0.5f) * width / columns - 0.5f, width);
        int left = (int) u;
        int right = Math.min(left + 1, width - 1);
        float upper = weight(top, left) * (1 - u + left) + weight(top, right) * (u - left);
        float lower = weight(bottom, left) * (1 - u + left) + weight(bottom, right) * (u - left);
        target[y * columns + x] = upper * (1 - v + top) + lower * (v - top);
      }
    }
    return target;
  }

  private static float between(float position, int size) {
    return Math.max(0, Math.min(size - 1, position));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AttentionMap that
        && height == that.height
        && width == that.width
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return height + "x" + width + " " + Arrays.toString(weights);
  }
}
