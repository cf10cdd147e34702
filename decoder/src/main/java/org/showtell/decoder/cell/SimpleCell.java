package org.showtell.decoder.cell;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;
import org.showtell.nn.tensor.HeapVector;
import org.showtell.nn.tensor.MatrixProduct;
import org.showtell.nn.tensor.StepWeight;

/**
 * The recurrent layer of Elman 1990, and the same with leaky units (Jaeger et al. 2007, eq. 3;
 * Bengio et al. 2013, eq. 4), or with a deep transition (Pascanu et al. 2014, section 3.2):
 *
 * <pre>
 *   z_t = x_t W_x + h_{t-1} W_h + W_ih v + b
 *   h_t = f(z_t)                              vanilla: f = tanh; or max(0, z)
 *   h_t = (1 - a) h_{t-1} + a f(z_t)          leaky:   a = 1 / tau, one time constant per unit
 *   h_t = tanh(tanh(z_t) W_t + b_t)           deep transition: a layer from step to step
 * </pre>
 *
 * <p>With max(0, z) the recurrent weight starts as the identity (Le et al. 2015, section 2). A
 * leaky unit's rate is {@code a = sigmoid(w)}; the time constants tau start between 1 and {@link
 * #LONGEST} steps, spread evenly in their logarithm, and are learnt or stay.
 *
 * <p>Weights: {@code NAME.Wx} [I, U], {@code NAME.Wh} [U, U], {@code NAME.b} [1, U]; leaky: {@code
 * NAME.leak} [1, U], w; deep transition: {@code NAME.Wt} [U, U], {@code NAME.bt} [1, U].
 */
public final class SimpleCell implements RecurrentCell {
  /** The longest time constant that a leaky unit starts with, in steps. */
  public static final double LONGEST = 50;

  private final Parameter inputWeight; // [I, U]
  private final Parameter hiddenWeight; // [U, U]
  private final Parameter bias; // [1, U]
  private final Parameter leak; // [1, U], or null
  private final Parameter upperWeight; // [U, U], or null
  private final Parameter upperBias; // [1, U], or null
  private final Form form;

  /** Which of the equations. */
  public enum Form {
    /** tanh. */
    VANILLA,
    /** max(0, z), W_h starts as the identity. */
    RELU,
    /** tanh and time constants that are learnt. */
    LEAKY,
    /** tanh and time constants that stay as they are. */
    LEAKY_FIXED,
    /** tanh of tanh. */
    DEEP_TRANSITION;

    private boolean leaks() {
      return this == LEAKY || this == LEAKY_FIXED;
    }
  }

  /** A cell over the weights {@code name.*} of a set. */
  public SimpleCell(Form form, String name, ParameterSet parameters) {
    this.form = form;
    inputWeight = parameters.get(name + ".Wx");
    hiddenWeight = parameters.get(name + ".Wh");
    bias = parameters.get(name + ".b");
    leak = form.leaks() ? parameters.get(name + ".leak") : null;
    boolean deep = form == Form.DEEP_TRANSITION;
    upperWeight = deep ? parameters.get(name + ".Wt") : null;
    upperBias = deep ? parameters.get(name + ".bt") : null;
  }

  /** The weights that a cell of this name and size needs. */
  public static List<ParameterSpec> parameters(Form form, String name, int inputSize, int units) {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(new ParameterSpec(name + ".Wx", inputSize, units, Initializer.GLOROT));
    specs.add(
        new ParameterSpec(
            name + ".Wh",
            units,
            units,
            form == Form.RELU ? Initializer.IDENTITY : Initializer.GLOROT));
    specs.add(ParameterSpec.row(name + ".b", units, 0));
    if (form.leaks()) {
      specs.add(
          new ParameterSpec(
              name + ".leak", 1, units, (random, r, c, row, unit) -> firstLeak(unit, units)));
    }
    if (form == Form.DEEP_TRANSITION) {
      specs.add(new ParameterSpec(name + ".Wt", units, units, Initializer.GLOROT));
      specs.add(ParameterSpec.row(name + ".bt", units, 0));
    }
    return specs;
  }

  /** w of {@code sigmoid(w) = 1 / tau}, a little above 1 for the fastest unit. */
  private static double firstLeak(int unit, int units) {
    double tau = Math.pow(LONGEST, (unit + 1.0) / units);
    return -Math.log(tau - 1 + 1e-2);
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
    return units();
  }

  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public Sequence forward(
      INDArray inputs, int steps, INDArray injected, INDArray[] initial, Feedback feedback) {
    return new SimpleSequence(inputs, steps, injected, initial[0], feedback);
  }

  private final class SimpleSequence extends CellSequence {
    private final HeapVector[] activations; // f(z_t), [B*U] each
    private final HeapVector rate; // a, [B*U], or null
    private final INDArray lower; // [T*B, U], tanh(z) of a deep transition, or null
    private final HeapVector upperConstant; // b_t, [B*U], or null

    SimpleSequence(
        INDArray inputs, int steps, INDArray injected, INDArray initial, Feedback feedback) {
      super(inputs, steps, SimpleCell.this.units(), initial, feedback);
      activations = new HeapVector[steps];
      rate = leak == null ? null : HeapVector.of(leak.value()).sigmoid().tile(rows);
      lower = upperWeight == null ? null : ofAllSteps(units());
      upperConstant = upperBias == null ? null : HeapVector.of(upperBias.value()).tile(rows);
      HeapVector constant = HeapVector.of(bias.value()).tile(rows);
      if (injected != null) {
        constant.add(HeapVector.of(injected));
      }
      try (INDArray sums = ofAllSteps(units());
          StepWeight hidden = StepWeight.forward(hiddenWeight.value(), rows)) {
        MatrixProduct.multiply(inputs, inputWeight.value(), sums);
        for (int t = 0; t < steps; t++) {
          INDArray z = ofStep(sums, t);
          hidden.multiplyAdd(state(t), z);
          if (feedback != null) {
            feedback.forward(t, state(t), z);
          }
          advance(t, HeapVector.of(z).add(constant));
        }
      }
    }

    private void advance(int t, HeapVector z) {
      HeapVector f = form == Form.RELU ? z.relu() : z.tanh();
      activations[t] = f;
      if (lower != null) {
        f.write(ofStep(lower, t));
        INDArray next = state(t + 1);
        MatrixProduct.multiply(ofStep(lower, t), upperWeight.value(), next);
        HeapVector.of(next).add(upperConstant).tanh().write(next);
      } else if (rate == null) {
        f.write(state(t + 1));
      } else { // h + a (f - h)
        HeapVector before = HeapVector.of(state(t));
        f.copy().subtract(before).multiply(rate).add(before).write(state(t + 1));
      }
    }

    @Override
    Gradients back(INDArray total, INDArray[] finalGradient) {
      HeapVector past = HeapVector.zeros(type(), rows * units()); // by h_{t-1}, beside W_h
      HeapVector byRate = past.copy();
      INDArray first = MatrixProduct.zeros(state(0));
      INDArray upper = lower == null ? null : ofAllSteps(units()); // by what W_t and b_t give
      try (INDArray gates = ofAllSteps(units());
          StepWeight hidden = StepWeight.backward(hiddenWeight.value(), rows);
          upper) {
        for (int t = steps - 1; t >= 0; t--) {
          INDArray dz = ofStep(gates, t);
          HeapVector dh = HeapVector.of(ofStep(total, t));
          if (rate != null) {
            dh.add(past);
            byRate.addProduct(dh, activations[t].copy().subtract(HeapVector.of(state(t))));
            past.assign(dh).multiplyRest(rate);
            dh.multiply(rate);
          }
          if (lower != null) {
            dh.tanhBackward(HeapVector.of(state(t + 1))).write(ofStep(upper, t));
            MatrixProduct.inputGradient(ofStep(upper, t), upperWeight.value(), dz, 0);
            dh.read(dz);
          }
          if (form == Form.RELU) {
            dh.reluBackward(activations[t]).write(dz);
          } else {
            dh.tanhBackward(activations[t]).write(dz);
          }
          INDArray previous = t == 0 ? first : ofStep(total, t - 1);
          hidden.multiplyAdd(dz, previous);
          if (feedback != null) {
            feedback.backward(t, state(t), dz, previous);
          }
        }
        HeapVector.of(first).add(past).write(first);
        if (form == Form.LEAKY) {
          HeapVector sum = HeapVector.zeros(type(), units());
          byRate.sigmoidBackward(rate).addRowsTo(sum);
          sum.add(HeapVector.of(leak.gradient())).write(leak.gradient());
        }
        if (lower != null) {
          MatrixProduct.addWeightGradient(lower, upper, upperWeight.gradient());
          MatrixProduct.addColumnSums(upper, upperBias.gradient());
        }
        MatrixProduct.addWeightGradient(inputs, gates, inputWeight.gradient());
        MatrixProduct.addWeightGradient(before(), gates, hiddenWeight.gradient());
        MatrixProduct.addColumnSums(gates, bias.gradient());
        if (feedback != null) {
          feedback.finish(before(), gates);
        }
        INDArray byInputs = ofAllSteps(inputSize());
        MatrixProduct.inputGradient(gates, inputWeight.value(), byInputs, 0);
        return new Gradients(byInputs, sumOverSteps(gates), new INDArray[] {first});
      }
    }

    @Override
    public void close() {
      super.close();
      if (lower != null) {
        lower.close();
      }
    }
  }
}
