package org.showtell.encoder.training.distillation;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.showtell.encoder.training.teacher.Teacher;
import org.showtell.encoder.training.teacher.TeacherView;

/**
 * Labels for all photos: the words of their captions or, for a photo without captions, those that
 * they would have by what the teacher sees, found by ridge regression of the captioned photos'
 * labels on the teacher's pooled features. With them the student learns of every photo what
 * captions speak of, and not of the captioned ones alone.
 */
final class TeacherWords {
  /** Stronger than what says nothing beyond the photos it was fitted to. */
  private static final double RIDGE = 1;

  /** Enough for the words of captions, and little time. */
  private static final int MOST_PHOTOS = 8192;

  private final WordLabels captions;
  private final float[] deviation;
  private final LinearFit fit;

  private TeacherWords(WordLabels captions, float[] deviation, LinearFit fit) {
    this.captions = captions;
    this.deviation = deviation;
    this.fit = fit;
  }

  /**
   * Looks at the captioned photos.
   *
   * @param deviation [D], of the teacher's pooled features
   */
  static TeacherWords of(Teacher teacher, PhotoStore store, WordLabels captions, float[] deviation)
      throws IOException {
    int[] captioned =
        IntStream.range(0, store.count()).filter(photo -> captions.of(photo) != null).toArray();
    if (captioned.length == 0) {
      return new TeacherWords(captions, deviation, null);
    }
    int count = Math.min(captioned.length, MOST_PHOTOS);
    int[] photos =
        IntStream.range(0, count)
            .map(i -> captioned[(int) ((long) i * captioned.length / count)])
            .toArray();
    float[] seen = new float[count * teacher.size()];
    float[] labels = new float[count * captions.size()];
    for (int first = 0; first < count; first += TeacherSurvey.BATCH) {
      int[] some = Arrays.copyOfRange(photos, first, Math.min(count, first + TeacherSurvey.BATCH));
      TeacherView view = teacher.look(PhotoBatches.whole(store, some, store.side()));
      float[] rows = inDeviations(view.pooled(), deviation);
      System.arraycopy(rows, 0, seen, first * teacher.size(), rows.length);
      for (int i = 0; i < some.length; i++) {
        System.arraycopy(
            captions.of(some[i]), 0, labels, (first + i) * captions.size(), captions.size());
      }
    }
    return new TeacherWords(captions, deviation, LinearFit.of(seen, labels, count, RIDGE));
  }

  private static float[] inDeviations(float[] pooled, float[] deviation) {
    float[] rows = pooled.clone();
    for (int i = 0; i < rows.length; i++) {
      rows[i] /= deviation[i % deviation.length];
    }
    return rows;
  }

  /**
   * The labels of some photos.
   *
   * @param photos B indices in the store
   * @param view what the teacher makes of their crops
   * @return B labels of [V] from 0 to 1, or of null where there are no captions at all
   */
  float[][] of(int[] photos, TeacherView view) {
    float[][] labels = Arrays.stream(photos).mapToObj(captions::of).toArray(float[][]::new);
    if (fit == null) {
      return labels;
    }
    float[] guessed = fit.apply(inDeviations(view.pooled(), deviation));
    int size = captions.size();
    for (int b = 0; b < labels.length; b++) {
      if (labels[b] == null) {
        labels[b] = new float[size];
        for (int v = 0; v < size; v++) {
          labels[b][v] = Math.max(0f, Math.min(1f, guessed[b * size + v]));
        }
      }
    }
    return labels;
  }
}
