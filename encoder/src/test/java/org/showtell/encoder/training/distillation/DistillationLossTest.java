package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.training.teacher.TeacherView;

class DistillationLossTest {
  private static final int PHOTOS = 3;
  private static final float STEP = 1e-2f;
  private static final double CLASS_WEIGHT = 3;

  private final ToyTeacher teacher = new ToyTeacher();
  private final TeacherView view =
      teacher.look(
          new PixelBatch(PHOTOS, 8, 8, scaled(ToyTeacher.normal(PHOTOS * 8 * 8 * 3, 3), 100)));
  private final DistillationLoss loss =
      new DistillationLoss(
          new TeacherFacts(
              new float[] {1, 2, 0.5f, 1, 1.5f},
              new float[] {0.5f, 1, 1, 2, 1},
              teacher.classifier()),
          CLASS_WEIGHT);

  private static float[] scaled(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return values;
  }

  @Test
  void gradientIsTheCentralDifference() {
    float[] student = ToyTeacher.normal(PHOTOS * 9 * ToyTeacher.SIZE, 4);
    float[] gradient = student.clone();
    loss.backward(gradient, view, 3, 3);
    for (int i = 0; i < student.length; i += 7) {
      float before = student[i];
      student[i] = before + STEP;
      double up = loss.backward(student.clone(), view, 3, 3).total(CLASS_WEIGHT, 0);
      student[i] = before - STEP;
      double down = loss.backward(student.clone(), view, 3, 3).total(CLASS_WEIGHT, 0);
      student[i] = before;
      assertEquals((up - down) / (2 * STEP), gradient[i], 2e-4, "number " + i);
    }
  }

  @Test
  void aStudentThatSeesTheSameHasNothingToLearn() {
    float[] student = view.grid().values().clone();
    LossParts parts = loss.backward(student, view, 2, 2);
    assertEquals(0, parts.total(CLASS_WEIGHT, 1), 1e-6);
    for (float number : student) {
      assertEquals(0, number, 1e-5);
    }
  }

  @Test
  void wordsAreAskedOfCaptionedPhotosOnly() {
    float[] logits = ToyTeacher.normal(6, 5);
    float[][] labels = {{1, 0, 0.4f}, null};
    float[] gradient = logits.clone();
    double base = WordLoss.backward(gradient, labels, 2);
    for (int i = 0; i < 6; i++) {
      float[] moved = logits.clone();
      moved[i] += STEP;
      double up = WordLoss.backward(moved, labels, 2);
      assertEquals(2 * (up - base) / STEP, gradient[i], 1e-3, "number " + i);
    }
    assertEquals(0, gradient[4]);
  }
}
