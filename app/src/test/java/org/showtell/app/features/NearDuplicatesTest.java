package org.showtell.app.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.showtell.app.caption.FakeCaptioner;
import org.showtell.app.caption.PhotoCaptions;

class NearDuplicatesTest {
  private static final int SIZE = 64;

  @Test
  void findsWhatAComparisonOfAllPairsFinds() throws IOException {
    Random random = new Random(7);
    List<float[]> firsts = new ArrayList<>();
    try (NearDuplicates duplicates = new NearDuplicates(SIZE, 0.95, new Random(0))) {
      int expected = 0;
      for (int i = 0; i < 3000; i++) {
        boolean copy = i % 3 == 2;
        float[] features =
            copy ? near(firsts.get(random.nextInt(firsts.size())), random) : vector(random);
        if (copy) {
          expected++;
        } else {
          firsts.add(features);
        }
        duplicates.add("photo " + i + ".jpg", features);
      }
      int[] members = new int[1];
      duplicates.groups(
          group -> {
            assertEquals(1, group.get(0).cosine(), 1e-6);
            group.forEach(member -> assertTrue(member.cosine() >= 0.95));
            members[0] += group.size() - 1;
          });
      assertEquals(expected, members[0]);
    }
  }

  @Test
  void namesAGroupByItsFirstImageAndLeavesSingleOnesOut() throws IOException {
    try (NearDuplicates duplicates = new NearDuplicates(2, 0.99, new Random(0))) {
      duplicates.add("a.jpg", new float[] {1, 0});
      duplicates.add("\u00fc\n.jpg", new float[] {0, 3});
      duplicates.add("c.jpg", new float[] {5, 0.1f});
      duplicates.add("black.jpg", new float[] {0, 0});
      List<String> groups = new ArrayList<>();
      duplicates.groups(
          group -> groups.add(String.join("|", group.stream().map(m -> m.path()).toList())));
      assertEquals(List.of("a.jpg|c.jpg"), groups);
    }
    for (double wrong : new double[] {0, -1, 1.01, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> NearDuplicates.requireCosine(wrong));
    }
  }

  @Test
  void aBurstHasOneCaptionAndAFailedBatchChangesNothing() throws IOException {
    List<Integer> searched = new ArrayList<>();
    FakeCaptioner model =
        new FakeCaptioner() {
          @Override
          public List<PhotoCaptions> decode(List<float[]> features) {
            searched.add(features.size());
            return super.decode(features);
          }
        };
    try (BurstCaptioner bursts = new BurstCaptioner(model, 0.9999)) {
      List<PhotoCaptions> first = bursts.decode(spelt("dog", "dog", "cat"));
      assertEquals(List.of(2), searched);
      assertEquals("a dog", first.get(1).best().text());
      assertFalse(first.get(0).repeated());
      assertTrue(first.get(1).repeated());
      assertThrows(
          IllegalArgumentException.class, () -> bursts.decode(spelt("cow", FakeCaptioner.POISON)));
      PhotoCaptions next = bursts.decode(spelt("cat")).get(0);
      assertTrue(next.repeated(), "the burst of the batch before goes on");
      assertEquals("a cat", next.best().text());
    }
  }

  private static List<float[]> spelt(String... words) throws IOException {
    List<float[]> features = new ArrayList<>();
    for (String word : words) {
      float[] one = new float[8];
      for (int i = 0; i < word.length(); i++) {
        one[i] = word.charAt(i);
      }
      features.add(one);
    }
    return features;
  }

  private static float[] vector(Random random) {
    float[] vector = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  // Noise of a fifth of the length: a cosine of about 0.98.
  private static float[] near(float[] vector, Random random) {
    float[] near = vector.clone();
    for (int i = 0; i < SIZE; i++) {
      near[i] += 0.2f * (float) random.nextGaussian();
    }
    return near;
  }
}
