package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.cell.SequenceReader;
import org.showtell.decoder.layer.Dropout;
import org.showtell.nn.tensor.MatrixProduct;

/** A batch of questions that were read: their states, and the way back. Owns its memory. */
final class QuestionReading implements AutoCloseable {
  private final Groups groups;
  private final List<GroupReading> readings = new ArrayList<>();
  private final INDArray state; // [B, S]

  QuestionReading(QuestionEncoder encoder, Groups groups, double dropout, SplittableRandom random) {
    this.groups = groups;
    int rows = groups.rows().stream().mapToInt(group -> group.length).sum();
    DataType type = encoder.words().type();
    state = MatrixProduct.matrix(type, rows, encoder.config().question().stateSize());
    for (int i = 0; i < groups.rows().size(); i++) {
      GroupReading reading =
          new GroupReading(encoder, groups.words().get(i), groups.steps(i), dropout, random);
      readings.add(reading);
      int[] numbers = groups.rows().get(i);
      for (int row = 0; row < numbers.length; row++) {
        MatrixProduct.rows(state, numbers[row], 1)
            .assign(MatrixProduct.rows(reading.state(), row, 1));
      }
    }
  }

  /** What each question comes down to, [B, S]. */
  INDArray state() {
    return state;
  }

  /**
   * Adds to the gradients of the encoder's weights.
   *
   * @param gradient [B, S]
   */
  void backward(INDArray gradient) {
    for (int i = 0; i < readings.size(); i++) {
      int[] numbers = groups.rows().get(i);
      try (INDArray own =
          MatrixProduct.matrix(gradient.dataType(), numbers.length, gradient.size(1))) {
        for (int row = 0; row < numbers.length; row++) {
          MatrixProduct.rows(own, row, 1).assign(MatrixProduct.rows(gradient, numbers[row], 1));
        }
        readings.get(i).backward(own);
      }
    }
  }

  @Override
  public void close() {
    readings.forEach(GroupReading::close);
    state.close();
  }

  /**
   * Questions side by side by their length. Released VQA code aligns questions at their end, with
   * padding in front that must not be read; questions of equal length have no padding at all.
   *
   * @param rows the rows of each group
   * @param words of each group, [T*B], time-major
   */
  record Groups(List<int[]> rows, List<int[]> words) {

    /**
     * Sorts questions into groups; PAD before the first word is not read.
     *
     * @throws IllegalArgumentException if a question is empty or too long
     */
    static Groups of(List<int[]> questions) {
      TreeMap<Integer, List<Integer>> byLength = new TreeMap<>();
      for (int row = 0; row < questions.size(); row++) {
        int length = length(questions.get(row));
        if (length < 1 || length > VqaConfig.LONGEST_QUESTION) {
          throw new IllegalArgumentException(
              "Expected questions of 1 to %s words, but got one of %s"
                  .formatted(VqaConfig.LONGEST_QUESTION, length));
        }
        byLength.computeIfAbsent(length, n -> new ArrayList<>()).add(row);
      }
      List<int[]> rows =
          byLength.values().stream()
              .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
              .toList();
      return new Groups(rows, rows.stream().map(group -> timeMajor(group, questions)).toList());
    }

    private static int length(int[] question) {
      int from = 0;
      while (from < question.length && question[from] == Tokens.PAD) {
        from++;
      }
      return question.length - from;
    }

    private static int[] timeMajor(int[] group, List<int[]> questions) {
      int steps = length(questions.get(group[0]));
      int[] words = new int[steps * group.length];
      for (int i = 0; i < group.length; i++) {
        int[] question = questions.get(group[i]);
        int[] read = Arrays.copyOfRange(question, question.length - steps, question.length);
        for (int t = 0; t < steps; t++) {
          words[t * group.length + i] = read[t];
        }
      }
      return words;
    }

    /** T of a group. */
    int steps(int group) {
      return words.get(group).length / rows.get(group).length;
    }
  }

  /** Questions of one length that were read by all layers. Owns its memory. */
  private static final class GroupReading implements AutoCloseable {
    private final QuestionEncoder encoder;
    private final int[] tokens; // [T*B]
    private final INDArray words; // [T*B, E], after dropout and tanh
    private final Dropout wordDropout;
    private final List<SequenceReader.Reading> layers = new ArrayList<>();
    private final INDArray state; // [B, S]

    GroupReading(
        QuestionEncoder encoder, int[] tokens, int steps, double dropout, SplittableRandom random) {
      this.encoder = encoder;
      this.tokens = tokens;
      words =
          MatrixProduct.matrix(
              encoder.words().type(), tokens.length, encoder.config().question().embeddingSize());
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
}
