package org.showtell.decoder.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.decoder.CellType;
import org.showtell.decoder.GradientCheck;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;
import org.showtell.nn.tensor.StepScratch;

/** Every cell: its gradient, its equations, its steps. */
class CellsTest {
  private static final int STEPS = 4; // T
  private static final int ROWS = 2; // B
  private static final int UNITS = 3; // U, and I

  /** A cell's weights, none of them special, and all that enters as weights too. */
  private static ParameterSet parameters(DataType type, CellType cell) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (ParameterSpec spec : cell.parameters("cell", UNITS, UNITS)) {
      specs.add(
          new ParameterSpec(spec.name(), spec.rows(), spec.columns(), Initializer.uniform(0.9)));
    }
    specs.add(new ParameterSpec("x", STEPS * ROWS, UNITS, Initializer.uniform(1)));
    specs.add(new ParameterSpec("v", ROWS, cell.gates() * UNITS, Initializer.uniform(0.3)));
    for (int i = 0; i < cell.stateArrays(); i++) {
      specs.add(new ParameterSpec("state" + i, ROWS, UNITS, Initializer.uniform(1)));
    }
    return new ParameterSet(type, specs, new SplittableRandom(5));
  }

  private static RecurrentCell.Sequence read(
      ParameterSet parameters, CellType type, RecurrentCell.Feedback feedback) {
    INDArray[] state = new INDArray[type.stateArrays()];
    for (int i = 0; i < state.length; i++) {
      state[i] = parameters.get("state" + i).value();
    }
    return type.cell("cell", parameters)
        .forward(parameters.get("x").value(), STEPS, parameters.get("v").value(), state, feedback);
  }

  private static INDArray weights(INDArray array) {
    return Nd4j.linspace(DataType.DOUBLE, 0.5, 0.25, array.length())
        .reshape('c', array.shape())
        .dup('c');
  }

  /** Every h and every array of the final state has a weight of its own in the loss. */
  private static double loss(RecurrentCell.Sequence sequence) {
    try (sequence) {
      double sum = sequence.hidden().mul(weights(sequence.hidden())).sumNumber().doubleValue();
      for (INDArray array : sequence.finalState()) {
        sum += array.mul(weights(array)).sumNumber().doubleValue();
      }
      return sum;
    }
  }

  private static void checkGradients(CellType type, RecurrentCell.Feedback feedback) {
    try (ParameterSet parameters = parameters(DataType.DOUBLE, type)) {
      try (RecurrentCell.Sequence sequence = read(parameters, type, feedback)) {
        INDArray[] last = sequence.finalState();
        for (int i = 0; i < last.length; i++) {
          last[i] = weights(last[i]);
        }
        try (RecurrentCell.Gradients gradients =
            sequence.backward(weights(sequence.hidden()), last)) {
          parameters.get("x").gradient().assign(gradients.inputs());
          parameters.get("v").gradient().assign(gradients.injected());
          for (int i = 0; i < last.length; i++) {
            parameters.get("state" + i).gradient().assign(gradients.initial()[i]);
          }
        }
      }
      for (Parameter parameter : parameters.all()) {
        if (type != CellType.LEAKY_FIXED || !parameter.name().equals("cell.leak")) {
          GradientCheck.check(() -> loss(read(parameters, type, feedback)), parameter);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void gradientsEqualCentralDifferences(CellType type) {
    checkGradients(type, null);
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void gradientsWithFeedbackEqualCentralDifferences(CellType type) {
    checkGradients(type, new FixedFeedback(UNITS, type.gates() * UNITS));
  }

  @Test
  void fixedTimeConstantsGetNoGradient() {
    try (ParameterSet parameters = parameters(DataType.DOUBLE, CellType.LEAKY_FIXED);
        RecurrentCell.Sequence sequence = read(parameters, CellType.LEAKY_FIXED, null)) {
      sequence.backward(weights(sequence.hidden())).close();
      Parameter leak = parameters.get("cell.leak");
      assertEquals(0, leak.gradient().amaxNumber().doubleValue());
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void hiddenStatesEqualThoseOfAPlainLoop(CellType type) {
    try (ParameterSet parameters = parameters(DataType.DOUBLE, type);
        RecurrentCell.Sequence sequence = read(parameters, type, null)) {
      double[][][] expected = new PlainCells(parameters, type).hidden(STEPS, ROWS, UNITS);
      for (int t = 0; t < STEPS; t++) {
        for (int row = 0; row < ROWS; row++) {
          for (int u = 0; u < UNITS; u++) {
            assertEquals(
                expected[t][row][u], sequence.hidden().getDouble(t * ROWS + row, u), 1e-12);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void stepByStepInFloatsIsTheSameAsTheWholeSequenceInDoubles(CellType type) {
    try (ParameterSet parameters = parameters(DataType.FLOAT, type);
        ParameterSet doubles = parameters(DataType.DOUBLE, type);
        StepScratch scratch = new StepScratch();
        RecurrentCell.Sequence sequence = read(doubles, type, null)) {
      float[][] state = new float[type.stateArrays()][];
      for (int i = 0; i < state.length; i++) {
        state[i] = parameters.copyOf("state" + i);
      }
      RecurrentCell cell = type.cell("cell", parameters);
      for (int t = 0; t < STEPS; t++) {
        INDArray inputs = MatrixProduct.rows(parameters.get("x").value(), t * ROWS, ROWS);
        cell.step(inputs, parameters.copyOf("v"), state, scratch);
        INDArray expected = MatrixProduct.rows(sequence.hidden(), t * ROWS, ROWS);
        assertArrayEquals(HostFloats.copy(expected.castTo(DataType.FLOAT)), state[0], 5e-6f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void sizesAreThoseOfTheWeights(CellType type) {
    int inputs = type.addsInput() ? UNITS : 7;
    try (ParameterSet parameters =
        new ParameterSet(
            DataType.FLOAT, type.parameters("cell", inputs, UNITS), new SplittableRandom(1))) {
      RecurrentCell cell = type.cell("cell", parameters);
      assertEquals(inputs, cell.inputSize());
      assertEquals(UNITS, cell.units());
      assertEquals(type.gates() * UNITS, cell.gateSize());
      assertEquals(type.stateArrays(), cell.stateArrays());
    }
  }
}
