package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.MatrixProduct;

/** A batch of questions that were read: their states, and the way back. Owns its memory. */
final class QuestionReading implements AutoCloseable {
  private final QuestionGroups groups;
  private final List<GroupReading> readings = new ArrayList<>();
  private final INDArray state; // [B, S]

  QuestionReading(
      QuestionEncoder encoder, QuestionGroups groups, double dropout, SplittableRandom random) {
    this.groups = groups;
    int rows = groups.rows().stream().mapToInt(group -> group.length).sum();
    DataType type = encoder.words().type();
    state = MatrixProduct.matrix(type, rows, encoder.config().stateSize());
    for (int i = 0; i < groups.rows().size(); i++) {
      GroupReading reading =
          new GroupReading(encoder, groups.words().get(i), groups.steps(i), dropout, random);
      readings.add(reading);
      int[] numbers = groups.rows().get(i);
      for (int row = 0; row < numbers.length; row++) {
        MatrixProduct.rows(state, numbers[row], 1)
            .assign(MatrixProduct.rows(reading.state(), row, 1));
      }
    }
  }

  /** What each question comes down to, [B, S]. */
  INDArray state() {
    return state;
  }

  /**
   * Adds to the gradients of the encoder's weights.
   *
   * @param gradient [B, S]
   */
  void backward(INDArray gradient) {
    for (int i = 0; i < readings.size(); i++) {
      int[] numbers = groups.rows().get(i);
      try (INDArray own =
          MatrixProduct.matrix(gradient.dataType(), numbers.length, gradient.size(1))) {
        for (int row = 0; row < numbers.length; row++) {
          MatrixProduct.rows(own, row, 1).assign(MatrixProduct.rows(gradient, numbers[row], 1));
        }
        readings.get(i).backward(own);
      }
    }
  }

  @Override
  public void close() {
    readings.forEach(GroupReading::close);
    state.close();
  }
}
