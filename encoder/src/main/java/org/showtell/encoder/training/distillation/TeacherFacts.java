package org.showtell.encoder.training.distillation;

/**
 * What is learnt of a teacher before anything is learnt from it.
 *
 * @param gridDeviation [D], of its grid's features
 * @param pooledDeviation [D], of its pooled features
 * @param classifier from pooled features to logits: the network's own last layer, found again by
 *     least squares
 */
record TeacherFacts(float[] gridDeviation, float[] pooledDeviation, LinearFit classifier) {
  /** Features that hardly move are not blown up. */
  private static final double LEAST_GRID_DEVIATION = 0.1;

  private static final double LEAST_POOLED_DEVIATION = 0.05;
  private static final double RIDGE = 1e-7;

  /**
   * @param grids of some photos, [..,D]
   * @param pooled [N,D], of more photos than D for a classifier that is the teacher's own
   * @param logits [N,C] of these
   */
  static TeacherFacts of(float[] grids, float[] pooled, float[] logits, int photos) {
    int size = pooled.length / photos;
    return new TeacherFacts(
        deviations(grids, size, LEAST_GRID_DEVIATION),
        deviations(pooled, size, LEAST_POOLED_DEVIATION),
        LinearFit.of(pooled, logits, photos, RIDGE));
  }

  private static float[] deviations(float[] rows, int size, double least) {
    double[] sums = new double[size];
    double[] squares = new double[size];
    for (int i = 0; i < rows.length; i++) {
      sums[i % size] += rows[i];
      squares[i % size] += (double) rows[i] * rows[i];
    }
    int count = rows.length / size;
    float[] deviations = new float[size];
    for (int d = 0; d < size; d++) {
      double mean = sums[d] / count;
      deviations[d] =
          (float) Math.max(least, Math.sqrt(Math.max(0, squares[d] / count - mean * mean)));
    }
    return deviations;
  }
}
