package org.showtell.encoder.training.distillation;

/**
 * A rectangle of a photo brought to a square with a triangle filter that is as wide as a target
 * pixel where it shrinks: bilinear interpolation with antialiasing.
 */
final class CropResize {
  private CropResize() {}

  /**
   * Writes [size,size,3] from 0 to 255.
   *
   * @param rgb [side,side,3]
   * @param crop what is kept of it
   */
  static void apply(byte[] rgb, int side, Crop crop, int size, float[] target, int offset) {
    Taps rows = Taps.of(crop.height(), size);
    Taps columns = Taps.of(crop.width(), size);
    float[] lines = new float[crop.height() * size * 3];
    for (int y = 0; y < crop.height(); y++) {
      int from = ((crop.y() + y) * side + crop.x()) * 3;
      for (int x = 0; x < size; x++) {
        for (int c = 0; c < 3; c++) {
          float sum = 0;
          for (int t = 0; t < columns.count; t++) {
            sum += columns.weight(x, t) * (rgb[from + columns.place(x, t) * 3 + c] & 0xff);
          }
          lines[(y * size + (crop.flipped() ? size - 1 - x : x)) * 3 + c] = sum;
        }
      }
    }
    int row = size * 3;
    for (int y = 0; y < size; y++) {
      int to = offset + y * row;
      java.util.Arrays.fill(target, to, to + row, 0f);
      for (int t = 0; t < rows.count; t++) {
        float weight = rows.weight(y, t);
        int from = rows.place(y, t) * row;
        for (int i = 0; i < row; i++) {
          target[to + i] += weight * lines[from + i];
        }
      }
    }
  }

  /** Which source pixels make a target pixel along one axis, and with which weights. */
  private static final class Taps {
    private final int count;
    private final int[] places;
    private final float[] weights;

    private Taps(int count, int length) {
      this.count = count;
      this.places = new int[count * length];
      this.weights = new float[count * length];
    }

    static Taps of(int from, int to) {
      double scale = (double) from / to;
      double reach = Math.max(1, scale);
      Taps taps = new Taps((int) Math.ceil(2 * reach) + 1, to);
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * scale;
        int first = (int) Math.floor(centre - reach);
        double sum = 0;
        for (int t = 0; t < taps.count; t++) {
          int place = first + t;
          double weight =
              place < 0 || place >= from
                  ? 0
                  : Math.max(0, 1 - Math.abs(place + 0.5 - centre) / reach);
          taps.places[i * taps.count + t] = Math.max(0, Math.min(from - 1, place));
          taps.weights[i * taps.count + t] = (float) weight;
          sum += weight;
        }
        for (int t = 0; t < taps.count; t++) {
          taps.weights[i * taps.count + t] /= (float) sum;
        }
      }
      return taps;
    }

    int place(int target, int tap) {
      return places[target * count + tap];
    }

    float weight(int target, int tap) {
      return weights[target * count + tap];
    }
  }
}
