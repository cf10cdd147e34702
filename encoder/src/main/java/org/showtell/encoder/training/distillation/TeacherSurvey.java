package org.showtell.encoder.training.distillation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.showtell.encoder.training.teacher.Teacher;
import org.showtell.encoder.training.teacher.TeacherView;

/**
 * What a teacher makes of photos from all over the store, before the first step.
 *
 * @param photos indices of those whose grids are kept, N of them
 * @param view what it makes of these
 * @param facts what follows from these and many more
 */
record TeacherSurvey(int[] photos, TeacherView view, TeacherFacts facts) {
  static final int BATCH = 32;

  /** More than the dimensions of usual teachers. */
  private static final int MOST_PHOTOS = 2048;

  /** Grids are large: those of one batch in so many are kept. */
  private static final int KEPT_SHARE = 8;

  static TeacherSurvey of(Teacher teacher, PhotoStore store) throws IOException {
    int count = Math.min(store.count(), MOST_PHOTOS);
    int[] photos =
        IntStream.range(0, count).map(i -> (int) ((long) i * store.count() / count)).toArray();
    List<TeacherView> views = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    float[] pooled = new float[count * teacher.size()];
    float[] logits = new float[count * teacher.classes()];
    for (int first = 0; first < count; first += BATCH) {
      int[] some = Arrays.copyOfRange(photos, first, Math.min(count, first + BATCH));
      TeacherView view = teacher.look(PhotoBatches.whole(store, some, store.side()));
      System.arraycopy(view.pooled(), 0, pooled, first * teacher.size(), view.pooled().length);
      System.arraycopy(view.logits(), 0, logits, first * teacher.classes(), view.logits().length);
      if (first / BATCH % KEPT_SHARE == 0) {
        views.add(view);
        Arrays.stream(some).forEach(kept::add);
      }
    }
    TeacherView view = TeacherView.joined(views);
    return new TeacherSurvey(
        kept.stream().mapToInt(Integer::intValue).toArray(),
        view,
        TeacherFacts.of(view.grid().values(), pooled, logits, count));
  }
}
