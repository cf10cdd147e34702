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
  public LstmSequence forward(
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
  final class LstmSequence implements Sequence {
    private final INDArray inputs; // [T*B, I], the caller's
    private final int steps; // T
    private final int rows; // B
    private final INDArray states; // [(T+1)*B, U]: initial h, then h of every step
    private final LstmPointwise pointwise;
    private final Feedback feedback; // or null

    LstmSequence(
        INDArray inputs, int steps, INDArray injected, INDArray[] initial, Feedback feedback) {
      this.feedback = feedback;
      this.inputs = inputs;
      this.steps = steps;
      rows = (int) (inputs.size(0) / steps);
      if (rows * (long) steps != inputs.size(0)) {
        throw new IllegalArgumentException(
            "Expected a multiple of %s steps, but got %s rows".formatted(steps, inputs.size(0)));
      }
      int units = units();
      states = MatrixProduct.matrix(inputs.dataType(), (steps + 1L) * rows, units);
      MatrixProduct.rows(states, 0, rows).assign(initial[0]);
      pointwise = LstmPointwise.of(steps, rows, units, bias.value(), injected, initial[1]);
      try (INDArray gates =
          MatrixProduct.matrix(inputs.dataType(), (long) steps * rows, 4L * units)) {
        MatrixProduct.multiply(inputs, inputWeight.value(), gates);
        for (int t = 0; t < steps; t++) {
          INDArray block = MatrixProduct.rows(gates, (long) t * rows, rows);
          MatrixProduct.multiplyAdd(state(t), hiddenWeight.value(), block);
          if (feedback != null) {
            feedback.forward(t, state(t), block);
          }
          pointwise.forward(t, block, state(t + 1));
        }
      }
    }

    /** h before step t: [B, U]. */
    private INDArray state(int t) {
      return MatrixProduct.rows(states, (long) t * rows, rows);
    }

    @Override
    public INDArray hidden() {
      return MatrixProduct.rows(states, rows, (long) steps * rows);
    }

    /** The state after the last step, new: h and c, [B, U]; the caller's. */
    INDArray[] finalState() {
      INDArray cells = MatrixProduct.matrix(inputs.dataType(), rows, units());
      pointwise.finalCell(cells);
      return new INDArray[] {state(steps).dup('c'), cells};
    }

    /**
     * The same with a gradient that reaches the final state from elsewhere.
     *
     * @param hiddenGradient [T*B, U], by each step's h without that part
     * @param finalGradient by {@link #finalState}, [B, U] each
     */
    Gradients backward(INDArray hiddenGradient, INDArray[] finalGradient) {
      pointwise.finalCellGradient(finalGradient[1]);
      try (INDArray hidden = hiddenGradient.dup('c')) {
        MatrixProduct.rows(hidden, (steps - 1L) * rows, rows).addi(finalGradient[0]);
        return backward(hidden);
      }
    }

    @Override
    public Gradients backward(INDArray hiddenGradient) {
      int units = units();
      INDArray total =
          hiddenGradient.dup('c'); // becomes the gradient by h_t with later steps' share
      INDArray initialHidden = MatrixProduct.matrix(inputs.dataType(), rows, units);
      INDArray gates = MatrixProduct.matrix(inputs.dataType(), (long) steps * rows, 4L * units);
      for (int t = steps - 1; t >= 0; t--) {
        INDArray block = MatrixProduct.rows(gates, (long) t * rows, rows);
        pointwise.backward(t, MatrixProduct.rows(total, (long) t * rows, rows), block);
        INDArray previous =
            t == 0 ? initialHidden : MatrixProduct.rows(total, (t - 1L) * rows, rows);
        MatrixProduct.inputGradient(block, hiddenWeight.value(), previous, t == 0 ? 0 : 1);
        if (feedback != null) {
          feedback.backward(t, state(t), block, previous);
        }
      }
      total.close();
      INDArray before = MatrixProduct.rows(states, 0, (long) steps * rows);
      MatrixProduct.addWeightGradient(inputs, gates, inputWeight.gradient());
      MatrixProduct.addWeightGradient(before, gates, hiddenWeight.gradient());
      MatrixProduct.addColumnSums(gates, bias.gradient());
      if (feedback != null) {
        feedback.finish(before, gates);
      }
      INDArray inputGradient = MatrixProduct.matrix(inputs.dataType(), inputs.size(0), inputSize());
      MatrixProduct.inputGradient(gates, inputWeight.value(), inputGradient, 0);
      INDArray injectedGradient = sumOverSteps(gates);
      gates.close();
      INDArray initialCell = MatrixProduct.matrix(inputs.dataType(), rows, units);
      pointwise.initialCellGradient(initialCell);
      return new Gradients(
          inputGradient, injectedGradient, new INDArray[] {initialHidden, initialCell});
    }

    private INDArray sumOverSteps(INDArray gates) {
      INDArray sum = MatrixProduct.rows(gates, 0, rows).dup('c');
      for (int t = 1; t < steps; t++) {
        sum.addi(MatrixProduct.rows(gates, (long) t * rows, rows));
      }
      return sum;
    }

    @Override
    public void close() {
      states.close();
    }
  }
}
