package org.showtell.decoder;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.AttentionMemory;
import org.showtell.nn.Check;
import org.showtell.nn.tensor.HeapVector;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.LogSoftmax;
import org.showtell.nn.tensor.MatrixProduct;
import org.showtell.nn.tensor.StepScratch;

/**
 * Generation with a {@link CaptionNetwork}'s weights, which it does not own.
 *
 * <p>What depends on the image only (W_ih v, the first state) is computed once per image; a step is
 * two products for the cell and one for the vocabulary over all rows. Buffers are reused: one
 * decoder belongs to one thread. {@link #close()} frees the buffers.
 */
public final class NetworkDecoder implements CaptionDecoder, AutoCloseable {
  private final CaptionNetwork network;
  private final DecoderConfig config;
  private final float[] embedding; // [V, E], a copy: rows are gathered on the heap
  private final float[] outputBias; // [V]
  private final StepScratch scratch = new StepScratch();
  private final LogSoftmax softmax;
  private final AttendingStep attending; // null without attention
  private final WordTokens copiedTokens; // null where no words are copied

  /**
   * A decoder over weights as they are now; make a new one after training changed them.
   *
   * @throws IllegalArgumentException if the weights are not floats
   */
  public NetworkDecoder(CaptionNetwork network) {
    DataType type = network.parameters().dataType();
    Check.that(type == DataType.FLOAT, "Weights must be FLOAT", type);
    this.network = network;
    config = network.config();
    embedding = HostFloats.copy(network.parameter("embedding").value());
    outputBias = HostFloats.copy(network.parameter("output.b").value());
    softmax = new LogSoftmax(config.vocabularySize());
    attending = config.attends() ? new AttendingStep(network, scratch) : null;
    boolean copies = config.semantic() != null && config.semantic().copies();
    copiedTokens = copies ? WordTokens.of(network) : null;
  }

  @Override
  public int vocabularySize() {
    return config.vocabularySize();
  }

  @Override
  public CaptionDecoder.State initialState(VisualMemory memory) {
    if (memory.size() != config.memorySize()) {
      throw new IllegalArgumentException(
          ("Expected features of size %s, but got %s; use the encoder that the model was"
                  + " trained with")
              .formatted(config.memorySize(), memory.size()));
    }
    requireWords(memory);
    VisualMemory seen = config.attends() ? network.standardised(memory) : memory;
    int rows = memory.photos();
    int units = config.units();
    float[][] state = new float[network.cell().stateArrays()][rows * units];
    float[] injected = null;
    int injectedSize = merges() ? config.mergedSize() : network.cell().gateSize();
    AttentionMemory remembered;
    try (INDArray joined = config.semantic() == null ? null : attending.join(seen);
        INDArray v = vector(seen, joined)) {
      remembered = attending == null ? null : attending.remember(seen, joined);
      if (config.injection().initialState()) {
        for (int i = 0; i < state.length; i++) {
          state[i] = initialArray(v, i, rows);
        }
      } else {
        network.start().write(state);
      }
      if (config.injection().everyStep()) {
        injected = product(v, "inject.Wih", rows, injectedSize);
      }
      if (merges()) {
        injected = product(v, "merge.Wi", rows, injectedSize);
      }
      if (config.injection() == Injection.FIRST_INPUT) {
        INDArray input = scratch.matrix("input", rows, config.embeddingSize());
        MatrixProduct.multiply(v, network.parameter("image.W").value(), input);
        input.addiRowVector(network.parameter("image.b").value());
        network.cell().step(input, null, state, scratch);
      }
    }
    int[] photos = new int[rows];
    for (int i = 0; i < rows; i++) {
      photos[i] = i;
    }
    WordCopy copied =
        copiedTokens == null ? null : new WordCopy(network, copiedTokens, memory.words());
    return new NetworkState(state, units, injected, injectedSize, remembered, copied, photos);
  }

  private boolean merges() {
    return config.injection() == Injection.MERGE;
  }

  private void requireWords(VisualMemory memory) {
    boolean there = memory.words() != null;
    boolean wanted = config.semantic() != null;
    if (wanted && (!there || memory.words().slots() != config.semantic().slots())) {
      throw new IllegalArgumentException(
          "Expected %s detected words a photo, but got %s; use the detector of the model"
              .formatted(config.semantic().slots(), there ? memory.words().slots() : "none"));
    }
  }

  /** What the first state and W_ih v are made of, [B, D or 2M]. */
  private INDArray vector(VisualMemory seen, INDArray joined) {
    if (joined != null) {
      return new SemanticMemory(seen.words(), seen.positions()).vector(joined);
    }
    VisualMemory vectors = config.attends() ? network.vector(seen) : seen.mean();
    return HostFloats.matrix(vectors.values(), seen.photos(), config.memorySize());
  }

  private float[] initialArray(INDArray v, int index, int rows) {
    float[] array = product(v, "initial" + index + ".W", rows, config.units());
    float[] bias = HostFloats.copy(network.parameter("initial" + index + ".b").value());
    for (int i = 0; i < array.length; i++) {
      array[i] = (float) Math.tanh(array[i] + bias[i % bias.length]);
    }
    return array;
  }

  private float[] product(INDArray v, String weight, int rows, int columns) {
    INDArray result = scratch.matrix("initial", rows, columns);
    MatrixProduct.multiply(v, network.parameter(weight).value(), result);
    return HostFloats.copy(result);
  }

  @Override
  public CaptionDecoder.Step step(int[] tokens, CaptionDecoder.State state) {
    NetworkState current = (NetworkState) state;
    int rows = current.rows();
    Check.length("tokens, one per row", tokens.length, rows);
    INDArray inputs = scratch.matrix("input", rows, config.embeddingSize());
    for (int row = 0; row < rows; row++) {
      HostFloats.writeRow(embedding, tokens[row] * config.embeddingSize(), inputs, row);
    }
    float[][] next = current.copyOfArrays();
    float[] injected = current.injectedRows(scratch);
    if (attending != null) {
      injected = attending.look(current, injected);
    }
    network.cell().step(inputs, merges() ? null : injected, next, scratch);
    INDArray hidden = scratch.matrix("hidden", rows, config.units());
    HostFloats.write(next[0], hidden);
    INDArray logits = scratch.matrix("logits", rows, config.vocabularySize());
    for (int row = 0; row < rows; row++) {
      HostFloats.writeRow(outputBias, 0, logits, row);
    }
    INDArray readout = hidden;
    if (attending != null) {
      readout = attending.readout(inputs, hidden);
    } else if (merges()) {
      readout = merged(inputs, hidden, injected);
    }
    MatrixProduct.multiplyAdd(readout, network.parameter("output.W").value(), logits);
    if (current.copied() != null) {
      current.copied().addTo(next[0], current.photos(), logits);
    }
    float[] logProbs = HostFloats.copy(logits);
    for (int row = 0; row < rows; row++) {
      softmax.apply(logProbs, row * config.vocabularySize());
    }
    return new CaptionDecoder.Step(
        logProbs, attending == null ? null : attending.weights(), current.with(next));
  }

  /** The multimodal layer (Mao et al. 2015), [R, M], with each row's v V_i, [R*M]. */
  private INDArray merged(INDArray words, INDArray hidden, float[] image) {
    int rows = (int) words.size(0);
    INDArray merged = scratch.matrix("merged", rows, config.mergedSize());
    HostFloats.write(image, merged);
    MatrixProduct.toEachRow(network.parameter("merge.b").value(), merged, 1);
    MatrixProduct.multiplyAdd(words, network.parameter("merge.Ww").value(), merged);
    MatrixProduct.multiplyAdd(hidden, network.parameter("merge.Wr").value(), merged);
    merged.muli(CaptionNetwork.MERGE_SLOPE);
    HeapVector.of(merged).tanh().write(merged);
    return merged.muli(CaptionNetwork.MERGE_HEIGHT);
  }

  @Override
  public void close() {
    scratch.close();
  }
}
