package org.showtell.decoder.layer;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Deep output over all T*B tokens at once, with the previous word y, the hidden state h and the
 * context z (Xu et al. 2015, eq. 7, with the tanh of the released code):
 *
 * <pre>
 *   logits = tanh(drop(h) W_h + E y + z W_z + b) W_out + b_out
 * </pre>
 *
 * <p>to which a network that copies adds its detected words ({@link WordCopyPass}).
 *
 * <p>Owns its memory.
 */
public final class DeepOutputPass implements AutoCloseable {
  private final CaptionNetwork network;
  private final INDArray contexts; // [T*B, D], the caller's
  private final INDArray hidden; // [T*B, U], after dropout
  private final Dropout hiddenDropout;
  private final INDArray readout; // [T*B, E], after tanh
  private final INDArray logits; // [T*B, V]
  private final WordCopyPass copied; // or null
  private INDArray wordGradient; // [T*B, E]

  /**
   * The forward pass.
   *
   * @param hidden [T*B, U], not changed
   * @param words [T*B, E], vectors of the previous words
   * @param contexts [T*B, D]
   * @param memory what is attended to
   */
  public DeepOutputPass(
      CaptionNetwork network,
      INDArray hidden,
      INDArray words,
      INDArray contexts,
      MemoryPass memory,
      double dropout,
      SplittableRandom random) {
    this.network = network;
    this.contexts = contexts;
    this.hidden = hidden.dup('c');
    hiddenDropout = Dropout.apply(this.hidden, dropout, random);
    readout = words.dup('c');
    MatrixProduct.toEachRow(value("deep.b"), readout, 1);
    MatrixProduct.multiplyAdd(this.hidden, value("deep.Wh"), readout);
    MatrixProduct.multiplyAdd(contexts, value("deep.Wz"), readout);
    Transforms.tanh(readout, false);
    DataType type = hidden.dataType();
    logits = MatrixProduct.matrix(type, hidden.size(0), value("output.b").size(1));
    MatrixProduct.toEachRow(value("output.b"), logits, 0);
    MatrixProduct.multiplyAdd(readout, value("output.W"), logits);
    copied = memory.copied(this.hidden);
    if (copied != null) {
      copied.addTo(logits);
    }
  }

  private INDArray value(String name) {
    return network.parameter(name).value();
  }

  /** [T*B, V], to be replaced by their gradient before {@link #backward}. */
  public INDArray logits() {
    return logits;
  }

  /**
   * Adds to the weights' gradients.
   *
   * @param contextGradients [T*B, D], written
   * @return the gradient by h, [T*B, U]; the caller closes it
   */
  public INDArray backward(INDArray contextGradients) {
    Parameter output = network.parameter("output.W");
    MatrixProduct.addWeightGradient(readout, logits, output.gradient());
    MatrixProduct.addColumnSums(logits, network.parameter("output.b").gradient());
    wordGradient = MatrixProduct.matrix(logits.dataType(), readout.size(0), readout.size(1));
    MatrixProduct.inputGradient(logits, output.value(), wordGradient, 0);
    readout.muli(readout).rsubi(1);
    wordGradient.muli(readout);
    MatrixProduct.addColumnSums(wordGradient, network.parameter("deep.b").gradient());
    back("deep.Wz", contexts, contextGradients);
    INDArray hiddenGradient = MatrixProduct.like(hidden);
    back("deep.Wh", hidden, hiddenGradient);
    if (copied != null) {
      copied.backward(logits, hiddenGradient);
    }
    hiddenDropout.again(hiddenGradient);
    return hiddenGradient;
  }

  private void back(String name, INDArray input, INDArray inputGradient) {
    Parameter weight = network.parameter(name);
    MatrixProduct.addWeightGradient(input, wordGradient, weight.gradient());
    MatrixProduct.inputGradient(wordGradient, weight.value(), inputGradient, 0);
  }

  /** The gradient by the words' vectors, [T*B, E], after {@link #backward}. */
  public INDArray wordGradient() {
    return wordGradient;
  }

  @Override
  public void close() {
    if (copied != null) {
      copied.close();
    }
    hidden.close();
    hiddenDropout.close();
    readout.close();
    logits.close();
    if (wordGradient != null) {
      wordGradient.close();
    }
  }
}
