package org.showtell.decoder;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.AttentionMemory;
import org.showtell.nn.tensor.Activations;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;
import org.showtell.nn.tensor.StepScratch;

/**
 * What attention adds to a step of generation: attention before the cell, and the deep output after
 * it (Xu et al. 2015, eq. 1 and 7). Keeps the last weights and context until the next step.
 */
final class AttendingStep {
  private final CaptionNetwork network;
  private final StepScratch scratch;
  private final float[] deepBias; // [E]
  private INDArray weights; // [R, L]
  private INDArray context; // [R, D]

  AttendingStep(CaptionNetwork network, StepScratch scratch) {
    this.network = network;
    this.scratch = scratch;
    deepBias = HostFloats.copy(network.parameter("deep.b").value());
  }

  /**
   * What there is to attend to, with what does not depend on the sentence: the grids of a batch,
   * and the detected words of a network that attends to them.
   */
  AttentionMemory remember(VisualMemory memory, INDArray joined) {
    if (joined != null) {
      return network.attention().remember(joined, memory.positions() + memory.words().slots());
    }
    try (INDArray grid = grid(memory)) {
      if (network.config().attention().gridSize() == 0) {
        return network.attention().remember(grid, memory.positions());
      }
      try (INDArray seen = network.embeddedGrid(grid)) {
        return network.attention().remember(seen, memory.positions());
      }
    }
  }

  /** [B*L, D]; the caller closes it. */
  private static INDArray grid(VisualMemory memory) {
    long positions = (long) memory.photos() * memory.positions();
    return HostFloats.matrix(memory.values(), positions, memory.size());
  }

  /** Grid and words as one memory, [B*(L+K), M]; the caller closes it. */
  INDArray join(VisualMemory memory) {
    SemanticMemory semantic = new SemanticMemory(memory.words(), memory.positions());
    try (INDArray grid = grid(memory);
        INDArray seen = network.embeddedGrid(grid);
        INDArray vectors = new WordVectors(network).of(memory.words())) {
      return semantic.join(seen, vectors);
    }
  }

  /**
   * Attends with the hidden state before the step.
   *
   * @param vector W_ih v of each row, [R*G], or null
   * @return z W, and W_ih v if there is one, for the cell's gates, [R*G]
   */
  float[] look(NetworkState state, float[] vector) {
    int rows = state.rows();
    AttentionMemory memory = state.memory();
    INDArray hidden = scratch.matrix("attending.h", rows, network.config().units());
    HostFloats.write(state.hidden(), hidden);
    weights = scratch.matrix("attending.alpha", rows, memory.positions());
    context = scratch.matrix("attending.z", rows, memory.size());
    network.attention().attend(hidden, state.photos(), memory, weights, context, scratch);
    int gateSize = network.cell().gateSize();
    INDArray gates = scratch.matrix("attending.gates", rows, gateSize);
    MatrixProduct.multiply(context, network.parameter("context.W").value(), gates);
    float[] injected = scratch.array("attending.injected", rows * gateSize);
    HostFloats.read(gates, injected);
    for (int i = 0; vector != null && i < rows * gateSize; i++) {
      injected[i] += vector[i];
    }
    return injected;
  }

  /** tanh(h W_h + E y + z W_z + b), [R, E]. */
  INDArray readout(INDArray words, INDArray hidden) {
    int rows = (int) words.size(0);
    int size = network.config().embeddingSize();
    INDArray readout = scratch.matrix("attending.readout", rows, size);
    MatrixProduct.multiply(hidden, network.parameter("deep.Wh").value(), readout);
    MatrixProduct.multiplyAdd(context, network.parameter("deep.Wz").value(), readout);
    float[] values = HostFloats.copy(readout);
    float[] vectors = HostFloats.copy(words);
    for (int i = 0; i < values.length; i++) {
      values[i] += vectors[i] + deepBias[i % size];
    }
    Activations.tanh(values, 0, values.length);
    HostFloats.write(values, readout);
    return readout;
  }

  /** Attention weights of each row, [R*L]. */
  float[] weights() {
    return HostFloats.copy(weights);
  }
}
