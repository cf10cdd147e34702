package org.showtell.decoder.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.decoder.GradientCheck;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;
import org.showtell.nn.tensor.StepScratch;

class StackedCellTest {
  private static final int STEPS = 3; // T
  private static final int ROWS = 2; // B
  private static final int INPUTS = 3; // I
  private static final int UNITS = 2; // U
  private static final int GATES = 4 * UNITS; // G

  /** The layers' weights, and all that enters as weights too, so that each has a gradient. */
  private static ParameterSet parameters(DataType type, int layers) {
    return parameters(type, layers, false);
  }

  private static ParameterSet parameters(DataType type, int layers, boolean skip) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      int read = i == 0 ? INPUTS : UNITS + (skip ? INPUTS : 0);
      specs.addAll(LstmCell.parameters("layer" + i, read, UNITS));
    }
    specs.add(new ParameterSpec("x", STEPS * ROWS, INPUTS, Initializer.uniform(1)));
    specs.add(new ParameterSpec("v", ROWS, GATES, Initializer.uniform(1)));
    for (int i = 0; i < 2 * layers; i++) {
      specs.add(new ParameterSpec("state" + i, ROWS, UNITS, Initializer.uniform(1)));
    }
    return new ParameterSet(type, specs, new SplittableRandom(5));
  }

  private static StackedCell stack(ParameterSet parameters, int layers, int entry) {
    return stack(parameters, layers, entry, false, 0);
  }

  private static StackedCell stack(
      ParameterSet parameters, int layers, int entry, boolean skip, double dropout) {
    List<LstmCell> cells = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      cells.add(new LstmCell("layer" + i, parameters));
    }
    return new StackedCell(cells, entry, skip, dropout);
  }

  private static INDArray[] state(ParameterSet parameters, int layers) {
    INDArray[] state = new INDArray[2 * layers];
    for (int i = 0; i < state.length; i++) {
      state[i] = parameters.get("state" + i).value();
    }
    return state;
  }

  private static RecurrentCell.Sequence read(
      ParameterSet parameters, StackedCell cell, int layers) {
    return read(parameters, cell, layers, null);
  }

  private static RecurrentCell.Sequence read(
      ParameterSet parameters, StackedCell cell, int layers, RecurrentCell.Feedback feedback) {
    return cell.forward(
        parameters.get("x").value(),
        STEPS,
        parameters.get("v").value(),
        state(parameters, layers),
        feedback);
  }

  /** A weight of its own in the loss for every number. */
  private static INDArray weights(INDArray array) {
    return Nd4j.linspace(DataType.DOUBLE, 0.5, 0.25, array.length())
        .reshape('c', array.shape())
        .dup('c');
  }

  private static double loss(RecurrentCell.Sequence sequence) {
    try (sequence;
        INDArray weights = weights(sequence.hidden())) {
      return sequence.hidden().mul(weights).sumNumber().doubleValue();
    }
  }

  private static void checkGradients(int layers, int entry, RecurrentCell.Feedback feedback) {
    try (ParameterSet parameters = parameters(DataType.DOUBLE, layers)) {
      StackedCell cell = stack(parameters, layers, entry);
      try (RecurrentCell.Sequence sequence = read(parameters, cell, layers, feedback);
          RecurrentCell.Gradients gradients = sequence.backward(weights(sequence.hidden()))) {
        parameters.get("x").gradient().assign(gradients.inputs());
        parameters.get("v").gradient().assign(gradients.injected());
        for (int i = 0; i < 2 * layers; i++) {
          parameters.get("state" + i).gradient().assign(gradients.initial()[i]);
        }
      }
      for (Parameter parameter : parameters.all()) {
        GradientCheck.check(() -> loss(read(parameters, cell, layers, feedback)), parameter);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "2,1", "3,1"})
  void gradientsEqualCentralDifferences(int layers, int entry) {
    checkGradients(layers, entry, null);
  }

  @Test
  void gradientsWithFeedbackAtTheTopEqualCentralDifferences() {
    checkGradients(2, 1, new FixedFeedback(UNITS, GATES));
  }

  @ParameterizedTest
  @CsvSource({"2,0,false,0.4", "2,1,true,0", "4,1,true,0.3"})
  void gradientsWithSkipConnectionsAndDropoutEqualCentralDifferences(
      int layers, int entry, boolean skip, double dropout) {
    try (ParameterSet parameters = parameters(DataType.DOUBLE, layers, skip)) {
      StackedCell cell = stack(parameters, layers, entry, skip, dropout);
      try (RecurrentCell.Sequence sequence = training(parameters, cell, layers)) {
        INDArray[] last = sequence.finalState();
        for (int i = 0; i < last.length; i++) {
          last[i] = weights(last[i]);
        }
        try (RecurrentCell.Gradients gradients =
            sequence.backward(weights(sequence.hidden()), last)) {
          parameters.get("x").gradient().assign(gradients.inputs());
          parameters.get("v").gradient().assign(gradients.injected());
          for (int i = 0; i < 2 * layers; i++) {
            parameters.get("state" + i).gradient().assign(gradients.initial()[i]);
          }
        }
      }
      for (Parameter parameter : parameters.all()) {
        GradientCheck.check(
            () -> {
              try (RecurrentCell.Sequence sequence = training(parameters, cell, layers)) {
                double sum = 0;
                for (INDArray array : sequence.finalState()) {
                  sum += array.mul(weights(array)).sumNumber().doubleValue();
                }
                INDArray hidden = sequence.hidden();
                return sum + hidden.mul(weights(hidden)).sumNumber().doubleValue();
              }
            },
            parameter);
      }
    }
  }

  /** With the same masks in every pass. */
  private static RecurrentCell.Sequence training(
      ParameterSet parameters, StackedCell cell, int layers) {
    return cell.training(new SplittableRandom(3))
        .forward(
            parameters.get("x").value(),
            STEPS,
            parameters.get("v").value(),
            state(parameters, layers));
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "2,1", "3,1"})
  void stepByStepIsTheSameAsTheWholeSequence(int layers, int entry) {
    boolean skip = layers == 3;
    try (ParameterSet parameters = parameters(DataType.FLOAT, layers, skip);
        StepScratch scratch = new StepScratch()) {
      StackedCell cell = stack(parameters, layers, entry, skip, 0.5);
      float[][] state = new float[cell.stateArrays()][];
      for (int i = 0; i < state.length; i++) {
        state[i] = parameters.copyOf("state" + i);
      }
      float[] injected = parameters.copyOf("v");
      try (RecurrentCell.Sequence sequence = read(parameters, cell, layers)) {
        for (int t = 0; t < STEPS; t++) {
          INDArray inputs = MatrixProduct.rows(parameters.get("x").value(), t * ROWS, ROWS);
          cell.step(inputs, injected, state, scratch);
          INDArray expected = MatrixProduct.rows(sequence.hidden(), t * ROWS, ROWS);
          assertArrayEquals(HostFloats.copy(expected), state[0], 1e-6f);
        }
      }
    }
  }

  @Test
  void inTheFactoredFormTheImageEntersAtTheSecondLayerOnly() {
    assertTrue(changesWithTheImage(0, 2), "unfactored: the lower layer's h");
    assertTrue(!changesWithTheImage(StackedCell.FACTORED_ENTRY, 2), "factored: the lower layer's");
    assertTrue(changesWithTheImage(StackedCell.FACTORED_ENTRY, 0), "factored: the upper layer's h");
  }

  /** Whether an array of the state after one step depends on what is injected. */
  private static boolean changesWithTheImage(int entry, int array) {
    try (ParameterSet parameters = parameters(DataType.FLOAT, 2);
        StepScratch scratch = new StepScratch();
        INDArray inputs = Nd4j.ones(DataType.FLOAT, ROWS, INPUTS)) {
      StackedCell cell = stack(parameters, 2, entry);
      float[][] with = new float[4][ROWS * UNITS];
      float[][] without = new float[4][ROWS * UNITS];
      cell.step(inputs, parameters.copyOf("v"), with, scratch);
      cell.step(inputs, new float[ROWS * GATES], without, scratch);
      return !Arrays.equals(with[array], without[array]);
    }
  }

  @Test
  void stackOfOneIsTheLayerItself() {
    try (ParameterSet parameters = parameters(DataType.FLOAT, 1)) {
      LstmCell alone = new LstmCell("layer0", parameters);
      INDArray x = parameters.get("x").value();
      INDArray v = parameters.get("v").value();
      try (RecurrentCell.Sequence expected = alone.forward(x, STEPS, v, state(parameters, 1));
          RecurrentCell.Sequence actual = read(parameters, stack(parameters, 1, 0), 1)) {
        assertEquals(expected.hidden(), actual.hidden());
      }
    }
  }

  @Test
  void firstArrayOfTheStateIsTheTopLayersHiddenState() {
    try (ParameterSet parameters = parameters(DataType.FLOAT, 2);
        StepScratch scratch = new StepScratch()) {
      float[][] state = new float[4][ROWS * UNITS];
      INDArray words = MatrixProduct.rows(parameters.get("x").value(), 0, ROWS);
      stack(parameters, 2, 1).step(words, null, state, scratch);
      float[][] lower = new float[2][ROWS * UNITS];
      new LstmCell("layer0", parameters).step(words, null, lower, scratch);
      assertArrayEquals(lower[0], state[2]);
      assertArrayEquals(lower[1], state[3]);
      assertNotEquals(lower[0][0], state[0][0]);
    }
  }

  @Test
  void refusesLayersThatDoNotFit() {
    List<ParameterSpec> specs = new ArrayList<>(LstmCell.parameters("a", INPUTS, UNITS));
    specs.addAll(LstmCell.parameters("b", INPUTS, UNITS));
    try (ParameterSet parameters =
        new ParameterSet(DataType.FLOAT, specs, new SplittableRandom(5))) {
      List<LstmCell> layers = List.of(new LstmCell("a", parameters), new LstmCell("b", parameters));
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> new StackedCell(layers, 0));
      assertEquals(
          "Expected layer 2 to read 2 numbers and have 2 units, but got 3 and 2",
          refused.getMessage());
      assertThrows(IndexOutOfBoundsException.class, () -> new StackedCell(layers.subList(0, 1), 1));
    }
  }

  @Test
  void refusesFeedbackThatWouldNotReachTheTop() {
    try (ParameterSet parameters = parameters(DataType.DOUBLE, 2)) {
      StackedCell cell = stack(parameters, 2, 0);
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> read(parameters, cell, 2, new FixedFeedback(UNITS, GATES)).close());
      assertTrue(refused.getMessage().endsWith("layer 1 of 2"), refused.getMessage());
    }
  }
}
