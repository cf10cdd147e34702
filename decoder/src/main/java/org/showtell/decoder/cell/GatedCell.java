package org.showtell.decoder.cell;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * The gated recurrent unit (Cho et al. 2014, eq. 5 to 8; written as Chung et al. 2014, eq. 5 to 8,
 * where z = 1 takes the candidate) and the three cells that an evolutionary search found beside it
 * (Jozefowicz et al. 2015, section 3.3):
 *
 * <pre>
 *            GRU                      MUT1                MUT2                MUT3
 *   z = s(   x Wxz + h Whz            x Wxz               x Wxz + h Whz       x Wxz + tanh(h) Whz  + bz)
 *   r = s(   x Wxr + h Whr            x Wxr + h Whr       x + h Whr           x Wxr + h Whr        + br)
 *   c = tanh(x Wxh + (r*h) Whh        tanh(x) + (r*h) Whh x Wxh + (r*h) Whh   x Wxh + (r*h) Whh    + bh)
 *   h_t = z * c + (1 - z) * h         h = h_{t-1}, s the logistic function
 * </pre>
 *
 * <p>An injected vector and feedback add to z, r and c, in this order, before the activations. MUT1
 * and MUT2 add x to sums over units: their inputs must be as many as the units.
 *
 * <p>Weights, where the form has them: {@code NAME.Wxz}, {@code NAME.Wxr}, {@code NAME.Wxh} [I, U],
 * {@code NAME.Whz}, {@code NAME.Whr}, {@code NAME.Whh} [U, U], and {@code NAME.b} [1, 3U].
 */
public final class GatedCell implements RecurrentCell {
  private final Form form;
  private final String name;
  private final ParameterSet parameters;

  /** Which of the four columns. */
  public enum Form {
    /** Cho et al. 2014. */
    GRU,
    /** The update gate does not read h. */
    MUT1,
    /** The reset gate reads x as it is. */
    MUT2,
    /** The update gate reads tanh(h). */
    MUT3;

    /** Whether x enters a sum without a weight. */
    public boolean addsInput() {
      return this == MUT1 || this == MUT2;
    }
  }

  /** A cell over the weights {@code name.*} of a set. */
  public GatedCell(Form form, String name, ParameterSet parameters) {
    this.form = form;
    this.name = name;
    this.parameters = parameters;
  }

  /**
   * The weights that a cell of this name and size needs.
   *
   * @throws IllegalArgumentException if the form adds x to sums over units and the sizes differ
   */
  public static List<ParameterSpec> parameters(Form form, String name, int inputSize, int units) {
    Check.that(
        !form.addsInput() || inputSize == units,
        "Inputs of %s, which adds them to sums over units, must be as many as its %s units"
            .formatted(form, units),
        inputSize);
    List<ParameterSpec> specs = new ArrayList<>();
    for (String gate : List.of("z", "r", "h")) {
      if (readsWeighted(form, gate)) {
        specs.add(new ParameterSpec(name + ".Wx" + gate, inputSize, units, Initializer.GLOROT));
      }
      if (form != Form.MUT1 || !gate.equals("z")) {
        specs.add(new ParameterSpec(name + ".Wh" + gate, units, units, Initializer.GLOROT));
      }
    }
    specs.add(ParameterSpec.row(name + ".b", 3 * units, 0));
    return specs;
  }

  private static boolean readsWeighted(Form form, String gate) {
    return !(form == Form.MUT1 && gate.equals("h") || form == Form.MUT2 && gate.equals("r"));
  }

  @Override
  public int inputSize() {
    return (int) value("Wxz").size(0);
  }

  @Override
  public int units() {
    return (int) value("Whh").size(0);
  }

  @Override
  public int gateSize() {
    return 3 * units();
  }

  @Override
  public int stateArrays() {
    return 1;
  }

  Form form() {
    return form;
  }

  INDArray value(String weight) {
    return parameters.get(name + "." + weight).value();
  }

  INDArray gradient(String weight) {
    return parameters.get(name + "." + weight).gradient();
  }

  @Override
  public Sequence forward(
      INDArray inputs, int steps, INDArray injected, INDArray[] initial, Feedback feedback) {
    return new GatedSequence(this, inputs, steps, injected, initial[0], feedback);
  }
}
