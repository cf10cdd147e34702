package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.cell.SequenceReader;
import org.showtell.decoder.cell.SequenceReading;
import org.showtell.decoder.layer.Dropout;
import org.showtell.nn.tensor.MatrixProduct;

/** Questions of one length that were read by all layers. Owns its memory. */
final class GroupReading implements AutoCloseable {
  private final QuestionEncoder encoder;
  private final int[] tokens; // [T*B]
  private final INDArray words; // [T*B, E], after dropout and tanh
  private final Dropout wordDropout;
  private final List<SequenceReading> layers = new ArrayList<>();
  private final INDArray state; // [B, S]

  GroupReading(
      QuestionEncoder encoder, int[] tokens, int steps, double dropout, SplittableRandom random) {
    this.encoder = encoder;
    this.tokens = tokens;
    words =
        MatrixProduct.matrix(
            encoder.words().type(), tokens.length, encoder.config().embeddingSize());
    encoder.words().gather(tokens, words);
    wordDropout = Dropout.apply(words, dropout, random);
    Transforms.tanh(words, false);
    INDArray inputs = words;
    List<INDArray> states = new ArrayList<>();
    for (SequenceReader layer : encoder.layers()) {
      SequenceReading reading = layer.read(inputs, steps);
      layers.add(reading);
      states.addAll(List.of(reading.finalState()));
      inputs = reading.outputs();
    }
    state = Nd4j.concat(1, states.toArray(INDArray[]::new));
    states.forEach(INDArray::close);
  }

  /** [B, S]. */
  INDArray state() {
    return state;
  }

  void backward(INDArray stateGradient) {
    INDArray gradient = zeros(layers.size() - 1);
    int end = (int) stateGradient.size(1);
    for (int i = layers.size() - 1; i >= 0; i--) {
      int[] sizes = encoder.layers().get(i).stateSizes();
      INDArray[] own = new INDArray[sizes.length];
      for (int n = sizes.length - 1; n >= 0; n--) {
        own[n] =
            stateGradient
                .get(NDArrayIndex.all(), NDArrayIndex.interval(end - sizes[n], end))
                .dup('c');
        end -= sizes[n];
      }
      INDArray below = layers.get(i).backward(gradient, own);
      gradient.close();
      gradient = below;
      for (INDArray array : own) {
        array.close();
      }
    }
    try (INDArray slope = words.mul(words).rsubi(1)) {
      gradient.muli(slope);
    }
    wordDropout.again(gradient);
    encoder.words().scatter(tokens, gradient);
    gradient.close();
  }

  /** No step's output is used but through the layer above and the final state. */
  private INDArray zeros(int layer) {
    INDArray outputs = layers.get(layer).outputs();
    return Nd4j.create(outputs.dataType(), new long[] {outputs.size(0), outputs.size(1)}, 'c');
  }

  @Override
  public void close() {
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).close();
    }
    words.close();
    wordDropout.close();
    state.close();
  }
}
