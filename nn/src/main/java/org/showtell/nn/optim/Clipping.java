package org.showtell.nn.optim;

import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.FloatStripes;

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
    double before = norm(gradients);
    if (value < Double.POSITIVE_INFINITY) {
      Transforms.min(gradients, value, false);
      Transforms.max(gradients, -value, false);
    }
    double now = value < Double.POSITIVE_INFINITY ? norm(gradients) : before;
    if (now > norm) {
      gradients.muli(norm / now);
    }
    return before;
  }

  private static double norm(INDArray gradients) {
    if (!FloatStripes.suit(gradients)) {
      return gradients.norm2Number().doubleValue();
    }
    double[] sums =
        new double[FloatStripes.count(gradients)]; // added in their order, not as it comes
    FloatStripes.walk(0, (stripes, number) -> sums[number] = squares(stripes[0]), gradients);
    return Math.sqrt(DoubleStream.of(sums).sum());
  }

  /** The sum of squares; four sums do not wait for each other. */
  private static double squares(float[] x) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < x.length; i += 4) {
      a += x[i] * x[i];
      b += x[i + 1] * x[i + 1];
      c += x[i + 2] * x[i + 2];
      d += x[i + 3] * x[i + 3];
    }
    return a + b + (c + d);
  }
}
