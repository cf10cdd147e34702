package org.showtell.encoder.training.teacher;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Function;
import org.showtell.encoder.FeatureGrid;

/**
 * What a teacher makes of a batch.
 *
 * @param grid [B,L,D]
 * @param pooled [B,D], what its classifier reads
 * @param logits [B,C], of its classes, before the softmax
 */
public record TeacherView(FeatureGrid grid, float[] pooled, float[] logits) {
  /**
   * Checks that all are of the same photos.
   *
   * @throws IllegalArgumentException if lengths do not agree
   */
  public TeacherView {
    if (pooled.length != grid.batch() * grid.size() || logits.length % grid.batch() != 0) {
      throw new IllegalArgumentException(
          "a teacher gives [B,D] pooled features and [B,C] logits for "
              + grid.batch()
              + " photos of size "
              + grid.size()
              + ", but gave "
              + pooled.length
              + " and "
              + logits.length
              + " numbers");
    }
  }

  /** Several batches as one. */
  public static TeacherView joined(List<TeacherView> views) {
    FeatureGrid first = views.get(0).grid();
    int photos = views.stream().mapToInt(view -> view.grid().batch()).sum();
    return new TeacherView(
        new FeatureGrid(
            photos,
            first.height(),
            first.width(),
            first.size(),
            joined(views, view -> view.grid().values())),
        joined(views, TeacherView::pooled),
        joined(views, TeacherView::logits));
  }

  private static float[] joined(List<TeacherView> views, Function<TeacherView, float[]> part) {
    FloatBuffer all =
        FloatBuffer.allocate(views.stream().mapToInt(view -> part.apply(view).length).sum());
    views.forEach(view -> all.put(part.apply(view)));
    return all.array();
  }

  /**
   * The grid at a student's resolution.
   *
   * @return [B,height*width,D]
   */
  public float[] gridAt(int height, int width) {
    return Bilinear.resize(
        grid.values(), grid.batch(), grid.height(), grid.width(), grid.size(), height, width);
  }
}
