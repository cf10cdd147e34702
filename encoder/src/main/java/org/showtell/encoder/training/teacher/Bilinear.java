package org.showtell.encoder.training.teacher;

import java.util.stream.IntStream;

/**
 * Bilinear interpolation of maps [B,H,W,C] with the pixels' centres at halves, as PyTorch's {@code
 * interpolate(align_corners=False)} without antialiasing.
 */
final class Bilinear {
  private Bilinear() {}

  static float[] resize(
      float[] maps, int photos, int height, int width, int channels, int toHeight, int toWidth) {
    if (height == toHeight && width == toWidth) {
      return maps;
    }
    float[] result = new float[photos * toHeight * toWidth * channels];
    IntStream.range(0, photos * toHeight)
        .parallel()
        .forEach(
            row -> {
              int photo = row / toHeight * height;
              float y = place(row % toHeight, height, toHeight);
              int top = (photo + (int) y) * width;
              int bottom = (photo + Math.min(height - 1, (int) y + 1)) * width;
              float down = y - (int) y;
              for (int w = 0; w < toWidth; w++) {
                float x = place(w, width, toWidth);
                int left = (int) x;
                int right = Math.min(width - 1, left + 1);
                float along = x - left;
                int to = (row * toWidth + w) * channels;
                for (int c = 0; c < channels; c++) {
                  float a = maps[(top + left) * channels + c];
                  float b = maps[(top + right) * channels + c];
                  float d = maps[(bottom + left) * channels + c];
                  float e = maps[(bottom + right) * channels + c];
                  float upper = a + along * (b - a);
                  float lower = d + along * (e - d);
                  result[to + c] = upper + down * (lower - upper);
                }
              }
            });
    return result;
  }

  private static float place(int index, int from, int to) {
    return Math.max(0f, Math.min(from - 1f, (index + 0.5f) * from / to - 0.5f));
  }
}
