package org.showtell.app.training.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.CaptionedImage;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.decoder.training.TrainingExamples;

class CaptionTrainingDataTest {
  private static final int MOST_WORDS = 4;

  private final CaptionTrainingData data =
      CaptionTrainingData.of(
          List.of(
              new CaptionedImage(
                  "1", "a.jpg", List.of("A dog runs.", "a dog runs in a wide field")),
              new CaptionedImage("2", "b.jpg", List.of("a cat"))),
          1,
          MOST_WORDS);

  private final TrainingExamples examples =
      data.examples(FeatureSource.ofVectors(new float[][] {{1}, {2}}));

  @Test
  void aCaptionThatWasCutTeachesNoEnd() {
    CaptionBatch batch = examples.batch(new int[] {0, 1, 2});
    assertEquals(Tokens.END, target(batch, 0, 3));
    assertEquals(Tokens.PAD, target(batch, 1, MOST_WORDS));
    assertEquals(data.vocabulary().id("cat"), target(batch, 2, 1));
    assertEquals(Tokens.END, target(batch, 2, 2));
    assertArrayEquals(new int[] {4, 4, 3}, batch.lengths());
  }

  @Test
  void targetsAreCountedAsTheyAreLearnt() {
    assertEquals(2, data.targetCounts(examples)[Tokens.END]);
    assertEquals(1, data.targetCounts(examples)[data.vocabulary().id("cat")]);
  }

  private static int target(CaptionBatch batch, int row, int step) {
    return IntStream.of(batch.targets())
        .skip((long) step * batch.rows() + row)
        .iterator()
        .nextInt();
  }
}
