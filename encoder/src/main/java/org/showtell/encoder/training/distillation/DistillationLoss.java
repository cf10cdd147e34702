package org.showtell.encoder.training.distillation;

import java.util.stream.IntStream;
import org.showtell.encoder.training.teacher.TeacherView;

/**
 * The distance between a student's features and its teacher's, and its gradient: squared distance
 * of the grids and of the pooled features, each dimension in the teacher's deviations, and the
 * divergence of the classes that the teacher's own classifier reads from both, softened by a
 * temperature (Hinton et al. 2015).
 */
final class DistillationLoss {
  static final double TEMPERATURE = 2;

  private final TeacherFacts facts;
  private final LinearFit back;
  private final double classWeight;

  /**
   * @param classWeight of the classes' divergence
   */
  DistillationLoss(TeacherFacts facts, double classWeight) {
    this.facts = facts;
    this.classWeight = classWeight;
    this.back = facts.classifier().transposed();
  }

  /**
   * @param student [B,L,D], the student's features in the teacher's space; its gradient takes their
   *     place
   * @param height rows of the student's grid
   */
  LossParts backward(float[] student, TeacherView teacher, int height, int width) {
    int photos = teacher.grid().batch();
    int size = teacher.grid().size();
    int positions = height * width;
    float[] targets = teacher.gridAt(height, width);
    float[] pooled = new float[photos * size];
    forEach(photos, b -> pool(student, b, positions, size, pooled));
    float[] logitGradient = facts.classifier().apply(pooled); // logits, as yet
    double[] classes = new double[photos];
    forEach(photos, b -> classes[b] = classGradient(logitGradient, teacher.logits(), b, photos));
    float[] toPooled = back.apply(logitGradient);
    double[] pooledLoss = new double[photos];
    double[] gridLoss = new double[photos];
    forEach(
        photos,
        b -> {
          pooledLoss[b] = addPooled(pooled, teacher.pooled(), b, photos, toPooled);
          gridLoss[b] = gridGradient(student, targets, toPooled, b, photos, positions);
        });
    return new LossParts(sum(gridLoss), sum(pooledLoss), sum(classes), 0);
  }

  private static void forEach(int photos, java.util.function.IntConsumer work) {
    IntStream.range(0, photos).parallel().forEach(work);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static void pool(float[] rows, int photo, int positions, int size, float[] pooled) {
    for (int l = 0; l < positions; l++) {
      int from = (photo * positions + l) * size;
      for (int d = 0; d < size; d++) {
        pooled[photo * size + d] += rows[from + d] / positions;
      }
    }
  }

  /** Logits become their weighted gradient; the divergence of this photo over all photos. */
  private double classGradient(float[] logits, float[] teacher, int photo, int photos) {
    int classes = facts.classifier().outputs();
    int from = photo * classes;
    double[] own = logSoftmax(logits, from, classes);
    double[] target = logSoftmax(teacher, from, classes);
    double loss = 0;
    for (int c = 0; c < classes; c++) {
      double share = Math.exp(target[c]);
      loss += share * (target[c] - own[c]);
      logits[from + c] = (float) (classWeight * (Math.exp(own[c]) - share) / TEMPERATURE / photos);
    }
    return loss / photos;
  }

  private static double[] logSoftmax(float[] logits, int from, int count) {
    double[] result = new double[count];
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < count; c++) {
      result[c] = logits[from + c] / TEMPERATURE;
      largest = Math.max(largest, result[c]);
    }
    double sum = 0;
    for (double value : result) {
      sum += Math.exp(value - largest);
    }
    double norm = largest + Math.log(sum);
    for (int c = 0; c < count; c++) {
      result[c] -= norm;
    }
    return result;
  }

  private double addPooled(
      float[] pooled, float[] teacher, int photo, int photos, float[] gradient) {
    float[] deviation = facts.pooledDeviation();
    double loss = 0;
    double scale = 1.0 / photos / deviation.length;
    for (int d = 0; d < deviation.length; d++) {
      int i = photo * deviation.length + d;
      double distance = (pooled[i] - teacher[i]) / deviation[d];
      loss += distance * distance * scale;
      gradient[i] += (float) (2 * distance / deviation[d] * scale);
    }
    return loss;
  }

  private double gridGradient(
      float[] student, float[] targets, float[] toPooled, int photo, int photos, int positions) {
    float[] deviation = facts.gridDeviation();
    int size = deviation.length;
    double loss = 0;
    float scale = (float) (2.0 / photos / positions / size);
    for (int l = 0; l < positions; l++) {
      int from = (photo * positions + l) * size;
      for (int d = 0; d < size; d++) {
        float distance = (student[from + d] - targets[from + d]) / deviation[d];
        loss += distance * distance;
        student[from + d] =
            distance / deviation[d] * scale + toPooled[photo * size + d] / positions;
      }
    }
    return loss * scale / 2;
  }
}
