package org.showtell.decoder.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.decoder.GradientCheck;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

class SequenceReaderTest {
  private static final int STEPS = 3;
  private static final int ROWS = 2;
  private static final int INPUTS = 3;
  private static final int UNITS = 2;

  private static ParameterSet parameters() {
    List<ParameterSpec> specs = new ArrayList<>(LstmCell.parameters("a", INPUTS, UNITS));
    specs.addAll(LstmCell.parameters("b", INPUTS, UNITS));
    specs.add(new ParameterSpec("x", STEPS * ROWS, INPUTS, Initializer.uniform(1)));
    return new ParameterSet(DataType.DOUBLE, specs, new SplittableRandom(5));
  }

  private static SequenceReader both(ParameterSet parameters) {
    return new SequenceReader(new LstmCell("a", parameters), new LstmCell("b", parameters));
  }

  /** A loss that every output and every array of the state has its own weight in. */
  private static double loss(SequenceReader.Reading reading) {
    double sum = weighted(reading.outputs());
    for (INDArray array : reading.finalState()) {
      sum += weighted(array);
    }
    return sum;
  }

  private static double weighted(INDArray array) {
    try (INDArray weights = weights(array)) {
      return array.mul(weights).sumNumber().doubleValue();
    }
  }

  private static INDArray weights(INDArray array) {
    return Nd4j.linspace(DataType.DOUBLE, 0.5, 0.25, array.length())
        .reshape('c', array.shape())
        .dup('c');
  }

  @Test
  void gradientsOfBothDirectionsEqualCentralDifferences() {
    try (ParameterSet parameters = parameters()) {
      SequenceReader encoder = both(parameters);
      Parameter inputs = parameters.get("x");
      try (SequenceReader.Reading reading = encoder.read(inputs.value(), STEPS)) {
        INDArray[] state = reading.finalState();
        INDArray[] gradients = new INDArray[state.length];
        for (int i = 0; i < state.length; i++) {
          gradients[i] = weights(state[i]);
        }
        inputs.gradient().assign(reading.backward(weights(reading.outputs()), gradients));
      }
      for (Parameter parameter : parameters.all()) {
        GradientCheck.check(
            () -> {
              try (SequenceReader.Reading reading = encoder.read(inputs.value(), STEPS)) {
                return loss(reading);
              }
            },
            parameter);
      }
    }
  }

  @Test
  void finalStateIsThatOfTheLastStepRead() {
    try (ParameterSet parameters = parameters();
        SequenceReader.Reading reading =
            both(parameters).read(parameters.get("x").value(), STEPS)) {
      INDArray outputs = reading.outputs();
      INDArray[] state = reading.finalState();
      for (int row = 0; row < ROWS; row++) {
        for (int unit = 0; unit < UNITS; unit++) {
          assertEquals(
              outputs.getDouble((STEPS - 1) * ROWS + row, unit), state[0].getDouble(row, unit));
          assertEquals(outputs.getDouble(row, UNITS + unit), state[2].getDouble(row, unit));
        }
      }
      assertArrayEquals(new int[] {UNITS, UNITS, UNITS, UNITS}, both(parameters).stateSizes());
    }
  }

  @Test
  void readingFromTheEndIsReadingTheSentenceTurnedRound() {
    try (ParameterSet parameters = parameters()) {
      LstmCell cell = new LstmCell("a", parameters);
      INDArray inputs = parameters.get("x").value();
      INDArray turned = inputs.dup('c');
      for (int t = 0; t < STEPS; t++) {
        for (int row = 0; row < ROWS; row++) {
          turned.putRow((long) (STEPS - 1 - t) * ROWS + row, inputs.getRow((long) t * ROWS + row));
        }
      }
      try (SequenceReader.Reading both = new SequenceReader(cell, cell).read(inputs, STEPS);
          SequenceReader.Reading forward = new SequenceReader(cell).read(turned, STEPS)) {
        assertEquals(forward.finalState()[0], both.finalState()[2]);
        assertEquals(forward.finalState()[1], both.finalState()[3]);
      }
    }
  }
}
