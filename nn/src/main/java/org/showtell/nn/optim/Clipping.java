package org.showtell.nn.optim;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.ParameterSet;

/**
 * Limits of a gradient. A steep cliff of the loss gives a gradient that would throw the weights far
 * away (Pascanu et al. 2013, section 3.2).
 *
 * @param norm largest norm of the whole gradient, which keeps its direction; infinite for none
 * @param value largest size of each element, as in min-char-rnn; infinite for none
 */
public record Clipping(double norm, double value) {
  /** Checks each value. */
  public Clipping {
    Check.that(norm > 0, "clipNorm must be above 0", norm);
    Check.that(value > 0, "clipValue must be above 0", value);
  }

  /** The norm alone. */
  public static Clipping ofNorm(double norm) {
    return new Clipping(norm, Double.POSITIVE_INFINITY);
  }

  /** Limits the gradients of a set; returns their norm before. */
  public double apply(ParameterSet parameters) {
    INDArray gradients = parameters.gradients();
    double before = gradients.norm2Number().doubleValue();
    if (value < Double.POSITIVE_INFINITY) {
      Transforms.min(gradients, value, false);
      Transforms.max(gradients, -value, false);
    }
    double now = value < Double.POSITIVE_INFINITY ? gradients.norm2Number().doubleValue() : before;
    if (now > norm) {
      gradients.muli(norm / now);
    }
    return before;
  }
}
