package org.showtell.encoder.training.distillation;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.showtell.encoder.training.teacher.Teacher;
import org.showtell.encoder.training.teacher.TeacherView;

/**
 * What a teacher makes of photos from all over the store, before the first step.
 *
 * @param photos indices of the photos
 * @param pooled [N,D] of them
 * @param facts what follows from it
 */
record TeacherSurvey(int[] photos, float[] pooled, TeacherFacts facts) {
  static final int BATCH = 32;

  /** More than the dimensions of usual teachers. */
  private static final int MOST_PHOTOS = 2048;

  /** Grids are large. */
  private static final int GRIDS = 128;

  static TeacherSurvey of(Teacher teacher, PhotoStore store) throws IOException {
    int count = Math.min(store.count(), MOST_PHOTOS);
    int[] photos =
        IntStream.range(0, count).map(i -> (int) ((long) i * store.count() / count)).toArray();
    float[] pooled = new float[count * teacher.size()];
    float[] logits = new float[count * teacher.classes()];
    float[] grids = new float[0];
    for (int first = 0; first < count; first += BATCH) {
      int[] some = Arrays.copyOfRange(photos, first, Math.min(count, first + BATCH));
      TeacherView view = teacher.look(PhotoBatches.whole(store, some, store.side()));
      System.arraycopy(view.pooled(), 0, pooled, first * teacher.size(), view.pooled().length);
      System.arraycopy(view.logits(), 0, logits, first * teacher.classes(), view.logits().length);
      if (first < GRIDS) {
        float[] values = view.grid().values();
        grids = Arrays.copyOf(grids, grids.length + values.length);
        System.arraycopy(values, 0, grids, grids.length - values.length, values.length);
      }
    }
    return new TeacherSurvey(photos, pooled, TeacherFacts.of(grids, pooled, logits, count));
  }
}
