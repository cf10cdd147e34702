package org.showtell.nn.optim;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.nn.parameter.ParameterSet;

/**
 * Each weight's step over the root of its past squared gradients: {@code s = d s + (1 - d) g^2},
 * {@code w = w - rate g / (sqrt(s) + 1e-8)}. That is RMSProp (Tieleman and Hinton 2012, lecture
 * 6.5); with d = 1 the squares are summed instead, {@code s = s + g^2}: Adagrad (Duchi et al. 2011,
 * section 1.1).
 */
final class ScaledGradient implements Optimiser {
  private static final double EPSILON = 1e-8;

  private final ParameterSet parameters;
  private final double decay; // d
  private final INDArray squares; // [1, P], s

  ScaledGradient(ParameterSet parameters, double decay) {
    this.parameters = parameters;
    this.decay = decay;
    squares = parameters.gradients().ulike().assign(0);
  }

  @Override
  public void step(double learningRate) {
    INDArray gradients = parameters.gradients();
    try (INDArray square = gradients.mul(gradients)) {
      squares.muli(decay).addi(decay == 1 ? square : square.muli(1 - decay));
    }
    try (INDArray root = Transforms.sqrt(squares, true)) {
      gradients.divi(root.addi(EPSILON)).muli(learningRate);
    }
    parameters.values().subi(gradients);
  }

  @Override
  public Map<String, float[]> memory() {
    return Map.of("squares", squares.data().asFloat());
  }

  @Override
  public void restore(int stepsMade, Map<String, float[]> memory) {
    Adam.copyInto(memory.get("squares"), squares);
  }

  @Override
  public void close() {
    squares.close();
  }
}
