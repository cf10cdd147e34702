package org.showtell.encoder.training.teacher;

/** Between channels last [B,P,C] and channels first [B,C,P], P being the pixels of a picture. */
final class Planes {
  private Planes() {}

  static float[] fromPixels(float[] pixels, int photos, int area, int channels) {
    return transposed(pixels, photos, area, channels);
  }

  static float[] toPixels(float[] planes, int photos, int area, int channels) {
    return transposed(planes, photos, channels, area);
  }

  private static float[] transposed(float[] matrices, int photos, int rows, int columns) {
    float[] result = new float[matrices.length];
    for (int photo = 0; photo < photos; photo++) {
      int from = photo * rows * columns;
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          result[from + column * rows + row] = matrices[from + row * columns + column];
        }
      }
    }
    return result;
  }
}
