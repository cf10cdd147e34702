package org.showtell.decoder.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.VisualMemory;

/**
 * A decoder without a network: the log-probabilities of the next token are a seeded function of the
 * photo and of the whole sentence so far, so that no two histories look alike.
 */
final class TableDecoder implements CaptionDecoder {
  private final int words;
  private final long seed;

  /** A vocabulary of the specials and so many words. */
  TableDecoder(int words, long seed) {
    this.words = words;
    this.seed = seed;
  }

  private record History(List<List<Integer>> sentences) implements CaptionDecoder.State {
    @Override
    public int rows() {
      return sentences.size();
    }

    @Override
    public CaptionDecoder.State select(int[] chosen) {
      return new History(Arrays.stream(chosen).mapToObj(sentences::get).toList());
    }
  }

  /** Photo numbers are the memory's values. */
  static VisualMemory photos(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i + 1;
    }
    return new VisualMemory(count, 1, 1, values);
  }

  @Override
  public int vocabularySize() {
    return Tokens.SPECIALS + words;
  }

  @Override
  public CaptionDecoder.State initialState(VisualMemory memory) {
    List<List<Integer>> rows = new ArrayList<>();
    for (float value : memory.values()) {
      rows.add(List.of((int) value));
    }
    return new History(rows);
  }

  @Override
  public CaptionDecoder.Step step(int[] tokens, CaptionDecoder.State state) {
    List<List<Integer>> next = new ArrayList<>();
    float[] logProbs = new float[tokens.length * vocabularySize()];
    for (int row = 0; row < tokens.length; row++) {
      List<Integer> history = new ArrayList<>(((History) state).sentences().get(row));
      history.add(tokens[row]);
      next.add(history);
      System.arraycopy(logProbs(history), 0, logProbs, row * vocabularySize(), vocabularySize());
    }
    return new CaptionDecoder.Step(logProbs, new History(next));
  }

  /** Of the token after this history: the photo's number, START, words. */
  float[] logProbs(List<Integer> history) {
    SplittableRandom random = new SplittableRandom(seed * 31 + history.hashCode());
    double[] weights = new double[vocabularySize()];
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(3 * random.nextDouble());
      total += weights[i];
    }
    float[] logProbs = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      logProbs[i] = (float) Math.log(weights[i] / total);
    }
    return logProbs;
  }
}
