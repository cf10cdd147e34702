package org.showtell.benchmarks.study;

import java.util.Arrays;
import java.util.List;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.DecoderState;
import org.showtell.decoder.DecoderStep;
import org.showtell.decoder.VisualMemory;

/**
 * A decoder whose sentences begin as they are told to: for the first tokens only the given one is
 * possible, what follows is the network's.
 */
final class PrefixedDecoder implements CaptionDecoder {
  private final CaptionDecoder decoder;
  private final List<int[]> prefixes; // per photo of the batch

  PrefixedDecoder(CaptionDecoder decoder, List<int[]> prefixes) {
    this.decoder = decoder;
    this.prefixes = List.copyOf(prefixes);
  }

  /** Which photo each row is about, and how many tokens it has. */
  private record State(DecoderState inner, int[] photos, int length) implements DecoderState {
    @Override
    public int rows() {
      return inner.rows();
    }

    @Override
    public DecoderState select(int[] rows) {
      return new State(
          inner.select(rows), Arrays.stream(rows).map(row -> photos[row]).toArray(), length);
    }
  }

  @Override
  public int vocabularySize() {
    return decoder.vocabularySize();
  }

  @Override
  public DecoderState initialState(VisualMemory memory) {
    if (memory.photos() != prefixes.size()) {
      throw new IllegalArgumentException(
          "Expected " + prefixes.size() + " photos but got " + memory.photos());
    }
    int[] photos = new int[memory.photos()];
    Arrays.setAll(photos, photo -> photo);
    return new State(decoder.initialState(memory), photos, 0);
  }

  @Override
  public DecoderStep step(int[] tokens, DecoderState state) {
    State of = (State) state;
    DecoderStep step = decoder.step(tokens, of.inner());
    float[] logProbs = step.logProbs().clone();
    for (int row = 0; row < tokens.length; row++) {
      int[] prefix = prefixes.get(of.photos()[row]);
      if (of.length() < prefix.length) {
        int from = row * vocabularySize();
        Arrays.fill(logProbs, from, from + vocabularySize(), Float.NEGATIVE_INFINITY);
        logProbs[from + prefix[of.length()]] = 0;
      }
    }
    return new DecoderStep(
        logProbs, step.attention(), new State(step.state(), of.photos(), of.length() + 1));
  }
}
