package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.cell.SequenceReader;
import org.showtell.nn.Check;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * A batch of questions that were read: their states, forward and backward. Owns its memory.
 *
 * <p>Questions are read in groups of equal length. Released VQA code aligns questions at their end,
 * with padding in front that must not be read; questions of equal length have no padding at all.
 */
final class QuestionReading implements AutoCloseable {
  private final QuestionEncoder encoder;
  private final List<Group> groups = new ArrayList<>();
  private final INDArray state; // [B, S]

  /**
   * Reads questions; PAD before the first word is not read.
   *
   * @throws IllegalArgumentException if a question is empty or too long
   */
  QuestionReading(
      QuestionEncoder encoder, List<int[]> questions, double dropout, SplittableRandom random) {
    this.encoder = encoder;
    TreeMap<Integer, List<Integer>> byLength = new TreeMap<>();
    for (int row = 0; row < questions.size(); row++) {
      int length = length(questions.get(row));
      Check.range("Words of a question", length, 1, VqaConfig.LONGEST_QUESTION);
      byLength.computeIfAbsent(length, n -> new ArrayList<>()).add(row);
    }
    int size = encoder.config().question().stateSize();
    state = MatrixProduct.matrix(encoder.words().type(), questions.size(), size);
    byLength.forEach(
        (steps, rows) -> {
          Group group = new Group(rows, steps, questions, dropout, random);
          groups.add(group);
          for (int i = 0; i < rows.size(); i++) {
            MatrixProduct.rows(state, rows.get(i), 1).assign(MatrixProduct.rows(group.state, i, 1));
          }
        });
  }

  private static int length(int[] question) {
    int from = 0;
    while (from < question.length && question[from] == Tokens.PAD) {
      from++;
    }
    return question.length - from;
  }

  /** The state of each question, [B, S]. */
  INDArray state() {
    return state;
  }

  /** Adds to the gradients of the encoder's weights, from that by the states, [B, S]. */
  void backward(INDArray gradient) {
    for (Group group : groups) {
      try (INDArray own =
          MatrixProduct.matrix(gradient.dataType(), group.rows.size(), gradient.size(1))) {
        for (int i = 0; i < group.rows.size(); i++) {
          MatrixProduct.rows(own, i, 1).assign(MatrixProduct.rows(gradient, group.rows.get(i), 1));
        }
        group.backward(own);
      }
    }
  }

  @Override
  public void close() {
    groups.forEach(Group::close);
    state.close();
  }

  /** Questions of one length, read by all layers. */
  private final class Group {
    private final List<Integer> rows; // in the batch
    private final int[] tokens; // [T*N], time-major, N questions of the group
    private final INDArray words; // [T*N, E], after dropout and tanh
    private final Dropout wordDropout;
    private final List<SequenceReader.Reading> layers = new ArrayList<>();
    private final INDArray state; // [N, S]

    Group(
        List<Integer> rows,
        int steps,
        List<int[]> questions,
        double dropout,
        SplittableRandom random) {
      this.rows = rows;
      int count = rows.size();
      tokens = new int[steps * count];
      for (int i = 0; i < count; i++) {
        int[] question = questions.get(rows.get(i));
        for (int t = 0; t < steps; t++) {
          tokens[t * count + i] = question[question.length - steps + t];
        }
      }
      int size = encoder.config().question().embeddingSize();
      words = MatrixProduct.matrix(encoder.words().type(), tokens.length, size);
      encoder.words().gather(tokens, words);
      wordDropout = Dropout.apply(words, dropout, random);
      Transforms.tanh(words, false);
      INDArray inputs = words;
      List<INDArray> states = new ArrayList<>();
      for (SequenceReader layer : encoder.layers()) {
        SequenceReader.Reading reading = layer.read(inputs, steps);
        layers.add(reading);
        states.addAll(List.of(reading.finalState()));
        inputs = reading.outputs();
      }
      state = Nd4j.concat(1, states.toArray(INDArray[]::new));
      states.forEach(INDArray::close);
    }

    /** From the gradient by the states, [N, S]. */
    void backward(INDArray stateGradient) {
      // The top layer's outputs are used in its final state only.
      INDArray top = layers.get(layers.size() - 1).outputs();
      INDArray gradient = Nd4j.create(top.dataType(), new long[] {top.size(0), top.size(1)}, 'c');
      int end = (int) stateGradient.size(1);
      for (int i = layers.size() - 1; i >= 0; i--) {
        int[] sizes = encoder.layers().get(i).stateSizes();
        INDArray[] own = new INDArray[sizes.length];
        for (int n = sizes.length - 1; n >= 0; n--) {
          int from = end - sizes[n];
          own[n] = stateGradient.get(NDArrayIndex.all(), NDArrayIndex.interval(from, end)).dup('c');
          end = from;
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

    void close() {
      for (int i = layers.size() - 1; i >= 0; i--) {
        layers.get(i).close();
      }
      words.close();
      wordDropout.close();
      state.close();
    }
  }
}
