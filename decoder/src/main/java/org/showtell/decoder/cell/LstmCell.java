package org.showtell.decoder.cell;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;
import org.showtell.nn.tensor.StepScratch;
import org.showtell.nn.tensor.StepWeight;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
 * 2000), without peepholes, as in Vinyals et al. 2015, eq. 4 to 9:
 *
 * <pre>
 *   [z_i z_f z_o z_g] = x_t W_x + h_{t-1} W_h + W_ih v + b
 *   c_t = sigmoid(z_f) * c_{t-1} + sigmoid(z_i) * tanh(z_g)
 *   h_t = sigmoid(z_o) * tanh(c_t)
 * </pre>
 *
 * <p>Weights: {@code NAME.Wx} [I, 4U], {@code NAME.Wh} [U, 4U], {@code NAME.b} [1, 4U]; gates in
 * the order input, forget, output, candidate. The term W_ih v is given as {@code injected}.
 */
public final class LstmCell implements RecurrentCell {
  /** The forget gate starts open (Jozefowicz et al. 2015, section 2.2). */
  public static final double FORGET_BIAS = 1;

  private final Parameter inputWeight; // [I, 4U]
  private final Parameter hiddenWeight; // [U, 4U]
  private final Parameter bias; // [1, 4U]

  /** A cell over the weights {@code name.*} of a set. */
  public LstmCell(String name, ParameterSet parameters) {
    inputWeight = parameters.get(name + ".Wx");
    hiddenWeight = parameters.get(name + ".Wh");
    bias = parameters.get(name + ".b");
  }

  /** The weights that a cell of this name and size needs. */
  public static List<ParameterSpec> parameters(String name, int inputSize, int units) {
    return List.of(
        new ParameterSpec(name + ".Wx", inputSize, 4 * units, Initializer.GLOROT),
        new ParameterSpec(name + ".Wh", units, 4 * units, Initializer.GLOROT),
        new ParameterSpec(
            name + ".b",
            1,
            4 * units,
            Initializer.constantInColumns(FORGET_BIAS, units, 2 * units)));
  }

  @Override
  public int inputSize() {
    return (int) inputWeight.value().size(0);
  }

  @Override
  public int units() {
    return (int) hiddenWeight.value().size(0);
  }

  @Override
  public int gateSize() {
    return 4 * units();
  }

  @Override
  public int stateArrays() {
    return 2;
  }

  @Override
  public Sequence forward(
      INDArray inputs, int steps, INDArray injected, INDArray[] initial, Feedback feedback) {
    return new LstmSequence(inputs, steps, injected, initial, feedback);
  }

  @Override
  public void step(INDArray inputs, float[] injected, float[][] state, StepScratch scratch) {
    int rows = (int) inputs.size(0);
    int units = units();
    INDArray hidden = scratch.matrix("lstm.h", rows, units);
    HostFloats.write(state[0], hidden);
    INDArray gates = scratch.matrix("lstm.gates", rows, 4 * units);
    MatrixProduct.multiply(inputs, inputWeight.value(), gates);
    MatrixProduct.multiplyAdd(hidden, hiddenWeight.value(), gates);
    float[] z = scratch.array("lstm.z", rows * 4 * units);
    HostFloats.read(gates, z);
    FloatLstmPointwise.advance(
        0,
        rows,
        units,
        z,
        HostFloats.copy(bias.value()),
        injected,
        state[1],
        state[1],
        scratch.array("lstm.tanh", rows * units),
        state[0]);
  }

  /** One forward pass and its back-propagation through time. */
  private final class LstmSequence extends CellSequence {
    private final LstmPointwise pointwise;

    LstmSequence(
        INDArray inputs, int steps, INDArray injected, INDArray[] initial, Feedback feedback) {
      super(inputs, steps, LstmCell.this.units(), initial[0], feedback);
      pointwise = LstmPointwise.of(steps, rows, units(), bias.value(), injected, initial[1]);
      try (INDArray gates = ofAllSteps(4 * units());
          StepWeight hidden = StepWeight.forward(hiddenWeight.value(), rows)) {
        MatrixProduct.multiply(inputs, inputWeight.value(), gates);
        for (int t = 0; t < steps; t++) {
          INDArray block = ofStep(gates, t);
          hidden.multiplyAdd(state(t), block);
          if (feedback != null) {
            feedback.forward(t, state(t), block);
          }
          pointwise.forward(t, block, state(t + 1));
        }
      }
    }

    @Override
    public INDArray[] finalState() {
      INDArray cells = MatrixProduct.matrix(type(), rows, units());
      pointwise.finalCell(cells);
      return new INDArray[] {state(steps).dup('c'), cells};
    }

    @Override
    Gradients back(INDArray total, INDArray[] finalGradient) {
      if (finalGradient != null) {
        pointwise.finalCellGradient(finalGradient[1]);
      }
      INDArray initialHidden = MatrixProduct.zeros(state(0));
      INDArray gates = ofAllSteps(4 * units());
      try (StepWeight hidden = StepWeight.backward(hiddenWeight.value(), rows)) {
        for (int t = steps - 1; t >= 0; t--) {
          INDArray block = ofStep(gates, t);
          pointwise.backward(t, ofStep(total, t), block);
          INDArray previous = t == 0 ? initialHidden : ofStep(total, t - 1);
          hidden.multiplyAdd(block, previous);
          if (feedback != null) {
            feedback.backward(t, state(t), block, previous);
          }
        }
      }
      MatrixProduct.addWeightGradient(inputs, gates, inputWeight.gradient());
      MatrixProduct.addWeightGradient(before(), gates, hiddenWeight.gradient());
      MatrixProduct.addColumnSums(gates, bias.gradient());
      if (feedback != null) {
        feedback.finish(before(), gates);
      }
      INDArray inputGradient = ofAllSteps(inputSize());
      MatrixProduct.inputGradient(gates, inputWeight.value(), inputGradient, 0);
      INDArray injectedGradient = sumOverSteps(gates);
      gates.close();
      INDArray initialCell = MatrixProduct.matrix(type(), rows, units());
      pointwise.initialCellGradient(initialCell);
      return new Gradients(
          inputGradient, injectedGradient, new INDArray[] {initialHidden, initialCell});
    }
  }
}
