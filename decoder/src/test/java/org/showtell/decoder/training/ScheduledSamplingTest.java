package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.layer.CaptionBatch;

class ScheduledSamplingTest {
  private static final int WORD = 4;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shareOfWordsThatAreDrawnRisesAndTargetsStay(boolean attends) {
    DecoderConfig plain =
        new DecoderConfig(
            new DecoderConfig.Sizes(30, 3, 5, 6), CellType.LSTM, Injection.INITIAL_STATE, 0);
    DecoderConfig config = attends ? plain.withAttention(AttentionConfig.soft(4)) : plain;
    List<int[]> sentences = new ArrayList<>(Collections.nCopies(40, new int[] {4, 4, 4, 4, 4}));
    sentences.add(new int[] {4});
    CaptionBatch batch = CaptionBatch.of(sentences, new float[sentences.size() * 3]);
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(1))) {
      ScheduledSampling sampling = new ScheduledSampling(network, 0.5);
      assertSame(batch, sampling.mixed(batch, new SplittableRandom(2)));
      sampling.at(0.2);
      int few = changed(batch, sampling.mixed(batch, new SplittableRandom(2)));
      sampling.at(1);
      CaptionBatch mixed = sampling.mixed(batch, new SplittableRandom(2));
      int many = changed(batch, mixed);
      // Of 201 words a tenth, then a half; a draw is the caption's own word now and then.
      assertTrue(few > 5 && few < 40, "a tenth of 201, but got " + few);
      assertTrue(many > 70 && many < 130, "half of 201, but got " + many);
      assertArrayEquals(batch.targets(), mixed.targets());
      assertArrayEquals(
          mixed.inputs(), sampling.mixed(batch, new SplittableRandom(2)).inputs(), "by the seed");
    }
  }

  private static int changed(CaptionBatch batch, CaptionBatch mixed) {
    int changed = 0;
    for (int i = 0; i < batch.inputs().length; i++) {
      if (batch.inputs()[i] != WORD) {
        assertEquals(batch.inputs()[i], mixed.inputs()[i], "START and padding stay");
      }
      assertTrue(mixed.inputs()[i] == batch.inputs()[i] || mixed.inputs()[i] >= Tokens.SPECIALS);
      changed += mixed.inputs()[i] == batch.inputs()[i] ? 0 : 1;
    }
    return changed;
  }
}
