package org.showtell.decoder.language;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.Embedding;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.layer.SoftmaxCrossEntropy;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Reads B streams of text piece by piece: each piece begins with the state in which the one before
 * it ended, and gradients go back to the beginning of the piece (truncated back-propagation through
 * time; Williams and Peng 1990; Mikolov et al. 2010). Owns the state.
 */
final class StreamReader implements AutoCloseable {
  private final LanguageNetwork network;
  private final int rows; // B
  private final INDArray[] state; // per state array [B, U]
  private boolean begins; // no piece has been read

  /** Starts from the network's first state. */
  StreamReader(LanguageNetwork network, int rows) {
    this.network = network;
    this.rows = rows;
    state = new INDArray[network.cell().stateArrays()];
    DataType type = network.parameters().dataType();
    for (int i = 0; i < state.length; i++) {
      state[i] = MatrixProduct.matrix(type, rows, network.config().units());
    }
    reset();
  }

  /** Begins anew, as at the first piece. */
  void reset() {
    network.start().write(state);
    begins = true;
  }

  /** The mean loss of a piece in nats per token; gradients stay as they are. */
  double read(int[] inputs, int[] targets) {
    return read(inputs, targets, null);
  }

  /** The same, adding the gradient of the mean loss to the gradients, with dropout. */
  double learn(int[] inputs, int[] targets, SplittableRandom random) {
    return read(inputs, targets, random);
  }

  /**
   * @param inputs [T*B], time-major
   * @param targets [T*B], the tokens that come next
   * @param random draws the dropout masks; null to read alone
   */
  private double read(int[] inputs, int[] targets, SplittableRandom random) {
    LanguageConfig config = network.config();
    DataType type = network.parameters().dataType();
    double dropout = random == null ? 0 : config.dropout();
    RecurrentCell cell = random == null ? network.cell() : network.cell().training(random);
    Embedding embedding = new Embedding(network.parameter("embedding"));
    Parameter weight = network.parameter("output.W");
    try (INDArray vectors = MatrixProduct.matrix(type, inputs.length, config.embedding())) {
      embedding.gather(inputs, vectors);
      try (Dropout inputDropout = Dropout.apply(vectors, dropout, random);
          RecurrentCell.Sequence sequence =
              cell.forward(vectors, inputs.length / rows, null, state);
          INDArray hidden = sequence.hidden().dup('c');
          Dropout hiddenDropout = Dropout.apply(hidden, dropout, random);
          INDArray logits = MatrixProduct.matrix(type, inputs.length, config.vocabulary())) {
        MatrixProduct.toEachRow(network.parameter("output.b").value(), logits, 0);
        MatrixProduct.multiplyAdd(hidden, weight.value(), logits);
        double loss = SoftmaxCrossEntropy.lossAndGradient(logits, targets, 0);
        if (random != null) {
          MatrixProduct.addWeightGradient(hidden, logits, weight.gradient());
          MatrixProduct.addColumnSums(logits, network.parameter("output.b").gradient());
          try (INDArray hiddenGradient = MatrixProduct.like(hidden)) {
            MatrixProduct.inputGradient(logits, weight.value(), hiddenGradient, 0);
            hiddenDropout.again(hiddenGradient);
            try (RecurrentCell.Gradients gradients = sequence.backward(hiddenGradient)) {
              inputDropout.again(gradients.inputs());
              embedding.scatter(inputs, gradients.inputs());
              if (begins) {
                network.start().backward(gradients.initial());
              }
            }
          }
        }
        carry(sequence.finalState());
        begins = false;
        return loss;
      }
    }
  }

  private void carry(INDArray[] last) {
    for (int i = 0; i < state.length; i++) {
      state[i].assign(last[i]);
      last[i].close();
    }
  }

  @Override
  public void close() {
    for (INDArray array : state) {
      array.close();
    }
  }
}
