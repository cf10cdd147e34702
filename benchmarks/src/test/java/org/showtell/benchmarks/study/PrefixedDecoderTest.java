package org.showtell.benchmarks.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.generation.CaptionSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;

class PrefixedDecoderTest {
  private static final List<int[]> PREFIXES = List.of(new int[] {5, 6}, new int[] {7, 8, 9});

  private static VisualMemory photos(int count) {
    return new VisualMemory(count, 1, 4, new float[count * 4]);
  }

  @Test
  void everySentenceBeginsAsItsPhotoIsTold() {
    try (CaptionNetwork network =
            CaptionNetwork.fresh(
                new DecoderConfig(CellType.LSTM, 12, 4, 8, 8, Injection.EVERY_STEP, 0),
                new SplittableRandom(3));
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      CaptionDecoder prefixed = new PrefixedDecoder(decoder, PREFIXES);
      GenerationConfig search = GenerationConfig.defaults().withNumReturnSequences(3);
      List<List<Hypothesis>> found = CaptionSearch.of(search).search(prefixed, photos(2));
      for (int photo = 0; photo < 2; photo++) {
        int[] prefix = PREFIXES.get(photo);
        assertEquals(3, found.get(photo).size());
        for (Hypothesis sentence : found.get(photo)) {
          assertEquals(
              -1, Arrays.mismatch(prefix, Arrays.copyOf(sentence.tokens(), prefix.length)));
        }
      }
      assertThrows(IllegalArgumentException.class, () -> prefixed.initialState(photos(3)));
    }
  }
}
