package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainingExamplesTest {
  private static final int CAPTIONS = 400;

  /** Two images that hold 0 and 1, or in the mirror 10 and 11. */
  private static FeatureSource images(float first) {
    return FeatureSource.ofVectors(new float[][] {{first}, {first + 1}});
  }

  private static int[] captions() {
    return new SplittableRandom(1).ints(CAPTIONS, 0, 3).toArray();
  }

  private static TrainingExamples examples(FeatureSource mirrored) {
    List<int[]> sentences = List.of(new int[] {4}, new int[] {5}, new int[] {6});
    return new TrainingExamples(sentences, new int[] {0, 1, 1}, images(0), mirrored);
  }

  @Test
  void everyOtherImageIsSeenInTheMirrorAndItIsTheSameImage() {
    TrainingExamples examples = examples(images(10));
    int[] captions = captions();
    float[] seen = examples.batch(captions, new SplittableRandom(7)).memory();
    int mirrored = 0;
    for (int row = 0; row < CAPTIONS; row++) {
      assertEquals(examples.images()[captions[row]], seen[row] % 10, "row " + row);
      mirrored += seen[row] >= 10 ? 1 : 0;
    }
    assertTrue(Math.abs(mirrored - CAPTIONS / 2) < 3 * Math.sqrt(CAPTIONS) / 2, mirrored + "");
  }

  @Test
  void withoutMirroredFeaturesNothingIsDrawn() {
    SplittableRandom random = new SplittableRandom(7);
    float[] seen = examples(null).batch(captions(), random).memory();
    for (int row = 0; row < CAPTIONS; row++) {
      assertTrue(seen[row] < 10, "row " + row);
    }
    assertEquals(new SplittableRandom(7).nextLong(), random.nextLong());
  }

  @Test
  void mirroredFeaturesOfOtherImagesAreRefused() {
    FeatureSource one = FeatureSource.ofVectors(new float[][] {{1}});
    FeatureSource longer = FeatureSource.ofVectors(new float[][] {{1, 2}, {3, 4}});
    assertThrows(IllegalArgumentException.class, () -> examples(one));
    assertThrows(IllegalArgumentException.class, () -> examples(longer));
  }
}
