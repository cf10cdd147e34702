package org.showtell.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import org.showtell.attention.AttentionConfig;
import org.showtell.benchmarks.peer.Side;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.generation.BeamSearch;
import org.showtell.decoder.generation.GenerationConfig;

/**
 * From features to sentences with random weights: a plain LSTM (E 256, U 512, D 512), and one that
 * attends (the same, U 384, L 49, A 512). Every sentence has the full 20 words, the longest case; a
 * trained network ends after ten or so.
 */
final class DecodeRows {
  private static final long SEED = 1;
  private static final int WORDS = 20;
  private static final int POSITIONS = 49;
  private static final int SIZE = 512;

  /** V of the rows. */
  static final int VOCABULARY = 2541;

  private DecodeRows() {}

  static List<Row> of(String name, boolean attends, int beams, int photos, Table table) {
    return of(name, attends, beams, photos, VOCABULARY, table);
  }

  static List<Row> of(
      String name, boolean attends, int beams, int photos, int vocabulary, Table table) {
    SplittableRandom random = new SplittableRandom(SEED);
    BeamSearch search =
        new BeamSearch(GenerationConfig.defaults().withNumBeams(beams).withTokens(WORDS, WORDS));
    try (CaptionNetwork network = CaptionNetwork.fresh(sizes(attends, vocabulary), random);
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      int positions = attends ? POSITIONS : 1;
      float[] values = new float[photos * positions * SIZE];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      VisualMemory memory = new VisualMemory(photos, positions, SIZE, values);
      Side side =
          Side.of(
              "Showtell",
              () -> {
                search.search(decoder, memory);
                return new float[0];
              },
              () -> {});
      return new Comparison(name, "ms per photo", photos).measure(table.effort(), List.of(side));
    }
  }

  private static DecoderConfig sizes(boolean attends, int vocabulary) {
    DecoderConfig.Sizes sizes = new DecoderConfig.Sizes(vocabulary, SIZE, 256, attends ? 384 : 512);
    Injection injection = attends ? Injection.EVERY_STEP_AND_STATE : Injection.EVERY_STEP;
    return new DecoderConfig(sizes, CellType.LSTM, injection, 0)
        .withAttention(attends ? AttentionConfig.soft(512) : null);
  }
}
