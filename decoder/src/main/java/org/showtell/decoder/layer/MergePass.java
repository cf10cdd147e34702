package org.showtell.decoder.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * The multimodal layer (Mao et al. 2015, section 3.2), over all T*B tokens at once: word w, hidden
 * state h and image v meet before the softmax, and the recurrence never sees the image.
 *
 * <pre>
 *   m = g(w V_w + h V_r + v V_i + b)      g(x) = 1.7159 tanh(2/3 x)
 * </pre>
 *
 * <p>Owns its memory.
 */
public final class MergePass implements AutoCloseable {
  private static final double HEIGHT = CaptionNetwork.MERGE_HEIGHT;
  private static final double SLOPE = CaptionNetwork.MERGE_SLOPE;

  private final CaptionNetwork network;
  private final INDArray words; // [T*B, E], the caller's
  private final INDArray hidden; // [T*B, U], the caller's
  private final INDArray v; // [B, D], the caller's
  private final INDArray merged; // [T*B, M]
  private INDArray wordGradient; // [T*B, E]

  /** The forward pass. */
  public MergePass(CaptionNetwork network, INDArray words, INDArray hidden, INDArray v) {
    this.network = network;
    this.words = words;
    this.hidden = hidden;
    this.v = v;
    INDArray bias = network.parameter("merge.b").value();
    merged = MatrixProduct.matrix(bias.dataType(), words.size(0), bias.size(1));
    try (INDArray image = MatrixProduct.matrix(bias.dataType(), v.size(0), bias.size(1))) {
      MatrixProduct.toEachRow(bias, image, 0);
      MatrixProduct.multiplyAdd(v, network.parameter("merge.Wi").value(), image);
      for (long row = 0; row < merged.size(0); row += v.size(0)) {
        MatrixProduct.rows(merged, row, v.size(0)).assign(image);
      }
    }
    MatrixProduct.multiplyAdd(words, network.parameter("merge.Ww").value(), merged);
    MatrixProduct.multiplyAdd(hidden, network.parameter("merge.Wr").value(), merged);
    Transforms.tanh(merged.muli(SLOPE), false).muli(HEIGHT);
  }

  /** m, [T*B, M]. */
  public INDArray merged() {
    return merged;
  }

  /**
   * Adds to the weights' gradients.
   *
   * @param gradient by m, [T*B, M], overwritten
   * @param vGradient [B, D], added to; or null
   * @return the gradient by h, [T*B, U]; the caller closes it
   */
  public INDArray backward(INDArray gradient, INDArray vGradient) {
    // g' = SLOPE (HEIGHT - m^2 / HEIGHT)
    try (INDArray slope = merged.mul(merged).muli(-SLOPE / HEIGHT).addi(SLOPE * HEIGHT)) {
      gradient.muli(slope);
    }
    wordGradient = back("merge.Ww", words, gradient);
    try (INDArray image = MatrixProduct.rows(gradient, 0, v.size(0)).dup('c')) {
      for (long row = v.size(0); row < gradient.size(0); row += v.size(0)) {
        image.addi(MatrixProduct.rows(gradient, row, v.size(0)));
      }
      MatrixProduct.addColumnSums(image, network.parameter("merge.b").gradient());
      Parameter weight = network.parameter("merge.Wi");
      MatrixProduct.addWeightGradient(v, image, weight.gradient());
      if (vGradient != null) {
        MatrixProduct.inputGradient(image, weight.value(), vGradient, 1);
      }
    }
    return back("merge.Wr", hidden, gradient);
  }

  private INDArray back(String name, INDArray input, INDArray gradient) {
    Parameter weight = network.parameter(name);
    MatrixProduct.addWeightGradient(input, gradient, weight.gradient());
    INDArray byInput = MatrixProduct.like(input);
    MatrixProduct.inputGradient(gradient, weight.value(), byInput, 0);
    return byInput;
  }

  /** The gradient by the words' vectors, [T*B, E], after {@link #backward}. */
  public INDArray wordGradient() {
    return wordGradient;
  }

  @Override
  public void close() {
    merged.close();
    if (wordGradient != null) {
      wordGradient.close();
    }
  }
}
