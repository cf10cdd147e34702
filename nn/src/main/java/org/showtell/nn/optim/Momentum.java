package org.showtell.nn.optim;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.parameter.ParameterSet;

/**
 * Gradient descent with a velocity (Polyak 1964; Sutskever et al. 2013, eq. 1 and 2): {@code v = mu
 * v - rate g}, {@code w = w + v}. With mu = 0 it is plain gradient descent.
 */
final class Momentum implements Optimiser {
  private final ParameterSet parameters;
  private final double momentum; // mu
  private final INDArray velocity; // [1, P]

  Momentum(ParameterSet parameters, double momentum) {
    this.parameters = parameters;
    this.momentum = momentum;
    velocity = parameters.gradients().ulike().assign(0);
  }

  @Override
  public void step(double learningRate) {
    velocity.muli(momentum).subi(parameters.gradients().muli(learningRate));
    parameters.values().addi(velocity);
  }

  @Override
  public Map<String, float[]> memory() {
    return Map.of("velocity", velocity.data().asFloat());
  }

  @Override
  public void restore(int stepsMade, Map<String, float[]> memory) {
    Adam.copyInto(memory.get("velocity"), velocity);
  }

  @Override
  public void close() {
    velocity.close();
  }
}
