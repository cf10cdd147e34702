package org.showtell.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.generation.GenerationConfig;

class CaptionScorerTest {
  private static final int WORDS = 200;
  private static final GenerationConfig SEARCH =
      GenerationConfig.captions().withNumBeams(2).withTokens(1, 4);

  /** Says the number that an image's features are, and ends. */
  private static final class Namer implements CaptionDecoder {
    private final List<Integer> batches = new ArrayList<>();

    private record Numbers(int[] words) implements CaptionDecoder.State {
      @Override
      public int rows() {
        return words.length;
      }

      @Override
      public CaptionDecoder.State select(int[] rows) {
        return new Numbers(Arrays.stream(rows).map(row -> words[row]).toArray());
      }
    }

    @Override
    public int vocabularySize() {
      return WORDS;
    }

    @Override
    public CaptionDecoder.State initialState(VisualMemory memory) {
      batches.add(memory.photos());
      int[] words = new int[memory.photos()];
      Arrays.setAll(words, row -> (int) memory.values()[row * memory.positions() * memory.size()]);
      return new Numbers(words);
    }

    @Override
    public CaptionDecoder.Step step(int[] tokens, CaptionDecoder.State state) {
      float[] logProbs = new float[tokens.length * WORDS];
      Arrays.fill(logProbs, -20);
      for (int row = 0; row < tokens.length; row++) {
        int said =
            tokens[row] == Vocabulary.START ? ((Numbers) state).words()[row] : Vocabulary.END;
        logProbs[row * WORDS + said] = -0.1f;
      }
      return new CaptionDecoder.Step(logProbs, state);
    }
  }

  /** Grids of two positions whose first number is the image's number + 4; some are missing. */
  private static FeatureSource grids(int images, int... missing) {
    float[][] grids = new float[images][];
    for (int i = 0; i < images; i++) {
      grids[i] = new float[] {i + 4, 1, 2, 3, 4, 5};
    }
    for (int image : missing) {
      grids[image] = null;
    }
    return FeatureSource.ofGrids(grids, 2);
  }

  private static List<Integer> captioned(Namer namer, FeatureSource features) {
    List<Integer> images = new ArrayList<>();
    CaptionScorer.forEach(
        namer,
        features,
        SEARCH,
        (caption, image) -> {
          assertArrayEquals(new int[] {image + 4}, caption.tokens(), "the caption of its image");
          assertTrue(caption.ended());
          images.add(image);
        });
    return images;
  }

  @Test
  void eachImageWithFeaturesGetsItsOwnCaptionInOrder() {
    Namer namer = new Namer();
    List<Integer> images = captioned(namer, grids(70, 0, 33, 69));
    assertEquals(67, images.size());
    assertEquals(images.stream().sorted().distinct().toList(), images);
    assertTrue(!images.contains(0) && !images.contains(33) && !images.contains(69));
    assertEquals(List.of(32, 32, 3), namer.batches, "images at a time");
  }

  @Test
  void nothingIsAskedWhereNoImageHasFeatures() {
    Namer namer = new Namer();
    FeatureSource none =
        new FeatureSource() {
          @Override
          public int images() {
            return 3;
          }

          @Override
          public int positions() {
            return 2;
          }

          @Override
          public int size() {
            return 3;
          }

          @Override
          public boolean has(int image) {
            return false;
          }

          @Override
          public void copy(int image, float[] target, int offset) {
            throw new AssertionError("image " + image + " has no features");
          }
        };
    assertEquals(List.of(), captioned(namer, none));
    assertEquals(List.of(), namer.batches);
  }

  @Test
  void aLastImageWithoutFeaturesLosesNoCaptionBeforeIt() {
    assertEquals(List.of(0, 1), captioned(new Namer(), grids(3, 2)));
  }
}
