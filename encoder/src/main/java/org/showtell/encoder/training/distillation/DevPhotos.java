package org.showtell.encoder.training.distillation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.training.teacher.Teacher;
import org.showtell.encoder.training.teacher.TeacherView;

/** The dev photos as the student sees them, and what the teacher makes of them at its own size. */
final class DevPhotos {
  private static final int BATCH = 32;

  private final PhotoStore store;
  private final int side;
  private final List<float[]> pooled = new ArrayList<>();
  private final List<float[]> logits = new ArrayList<>();
  private final int classes;

  /**
   * @param side of the student's pixels
   */
  DevPhotos(PhotoStore store, Teacher teacher, int side) throws IOException {
    this.store = store;
    this.side = side;
    this.classes = teacher.classes();
    for (int first = 0; first < store.count(); first += BATCH) {
      TeacherView view = teacher.look(PhotoBatches.whole(store, photos(first), store.side()));
      pooled.add(view.pooled());
      logits.add(view.logits());
    }
  }

  private int[] photos(int first) {
    return IntStream.range(first, Math.min(first + BATCH, store.count())).toArray();
  }

  DevScore score(Student student, LinearFit classifier) throws IOException {
    double cosine = 0;
    int agreed = 0;
    for (int batch = 0; batch < pooled.size(); batch++) {
      int count = photos(batch * BATCH).length;
      PixelBatch pixels = PhotoBatches.whole(store, photos(batch * BATCH), side);
      float[] own = student.projected(student.pooled(pixels), count);
      float[] ownLogits = classifier.apply(own);
      int size = own.length / count;
      for (int i = 0; i < count; i++) {
        cosine += cosine(own, pooled.get(batch), i * size, size);
        agreed +=
            largest(ownLogits, i * classes, classes)
                    == largest(logits.get(batch), i * classes, classes)
                ? 1
                : 0;
      }
    }
    return new DevScore(cosine / store.count(), (double) agreed / store.count());
  }

  private static double cosine(float[] a, float[] b, int from, int length) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = from; i < from + length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.max(Double.MIN_NORMAL, Math.sqrt(aa * bb));
  }

  private static int largest(float[] values, int from, int length) {
    int best = 0;
    for (int i = 1; i < length; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
