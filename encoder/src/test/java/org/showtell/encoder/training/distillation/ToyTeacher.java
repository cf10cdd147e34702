package org.showtell.encoder.training.distillation;

import java.util.Random;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.training.teacher.Teacher;
import org.showtell.encoder.training.teacher.TeacherView;

/**
 * Sees the mean colours of a picture's quarters, in five directions, and tells four classes apart.
 */
final class ToyTeacher implements Teacher {
  static final int SIZE = 5;
  static final int CLASSES = 4;

  private final LinearFit features = random(3, SIZE, 1);
  private final LinearFit classifier = random(SIZE, CLASSES, 2);

  static LinearFit random(int inputs, int outputs, long seed) {
    return new LinearFit(
        inputs, outputs, normal(inputs * outputs, seed), normal(outputs, seed + 100));
  }

  static float[] normal(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  LinearFit classifier() {
    return classifier;
  }

  @Override
  public int side() {
    return 16;
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int classes() {
    return CLASSES;
  }

  @Override
  public String hash() {
    return "toy";
  }

  @Override
  public TeacherView look(PixelBatch rgb) {
    float[] colours = new float[rgb.batch() * 4 * 3];
    float share = 4f / 255 / rgb.height() / rgb.width();
    for (int b = 0; b < rgb.batch(); b++) {
      for (int y = 0; y < rgb.height(); y++) {
        for (int x = 0; x < rgb.width(); x++) {
          int quarter = 2 * (2 * y / rgb.height()) + 2 * x / rgb.width();
          for (int c = 0; c < 3; c++) {
            colours[(b * 4 + quarter) * 3 + c] +=
                share * rgb.values()[((b * rgb.height() + y) * rgb.width() + x) * 3 + c];
          }
        }
      }
    }
    FeatureGrid grid = new FeatureGrid(rgb.batch(), 2, 2, SIZE, features.apply(colours));
    float[] pooled = grid.mean().values();
    return new TeacherView(grid, pooled, classifier.apply(pooled));
  }

  @Override
  public void close() {}
}
