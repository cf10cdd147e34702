package org.showtell.decoder.vqa;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.Dropout;

/**
 * The image vector at length sqrt(D), through dropout and tanh (Agrawal et al. 2015, section 4:
 * "norm I" is worth 0.16 points there). Length sqrt(D) instead of 1 keeps its elements near 1,
 * whatever D is, which is what the first weights and the learning rate are made for.
 */
final class VectorImagePass implements VqaPass.ImagePass {
  private static final double LEAST = 1e-12;

  private final VqaNetwork network;
  private final INDArray lengths; // [B, 1]
  private final INDArray unit; // [B, D], at length sqrt(D)
  private final INDArray dropped; // [B, D]
  private final Dropout dropout;
  private final TanhLayer layer;
  private INDArray memoryGradient; // [B, D] or null

  /** Takes standardised vectors, [B, D], which stay the caller's. */
  VectorImagePass(
      VqaNetwork network, INDArray vectors, double probability, SplittableRandom random) {
    this.network = network;
    lengths = vectors.norm2(true, 1).addi(LEAST);
    unit = vectors.divColumnVector(lengths).muli(Math.sqrt(vectors.size(1)));
    dropped = unit.dup('c');
    dropout = Dropout.apply(dropped, probability, random);
    layer = new TanhLayer(network, VqaNetwork.image(0), dropped);
  }

  @Override
  public INDArray seen() {
    return layer.output();
  }

  @Override
  public void backward(INDArray seenGradient, INDArray questionGradient) {
    INDArray gradient = layer.backward(seenGradient);
    dropout.again(gradient);
    memoryGradient = gradient;
    double size = unit.size(1);
    try (INDArray along = unit.mul(gradient).sum(true, 1).divi(size);
        INDArray radial = unit.mulColumnVector(along)) {
      gradient.subi(radial);
    }
    gradient.muli(Math.sqrt(size)).diviColumnVector(lengths);
    gradient.muliRowVector(network.parameter(VqaNetwork.SCALE).value());
  }

  @Override
  public INDArray weights() {
    return null;
  }

  @Override
  public INDArray memoryGradient() {
    return memoryGradient;
  }

  @Override
  public void close() {
    layer.close();
    dropout.close();
    dropped.close();
    unit.close();
    lengths.close();
    if (memoryGradient != null) {
      memoryGradient.close();
    }
  }
}
