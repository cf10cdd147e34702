package org.showtell.encoder.training.teacher;

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
