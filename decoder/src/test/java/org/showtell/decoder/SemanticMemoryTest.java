package org.showtell.decoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.AttentionConfig;

class SemanticMemoryTest {
  private static final int SLOTS = 3;
  private static final int SIZE = 2;

  /** Two words in the first photo, with an empty slot between them; none in the second. */
  private static final DetectedWords WORDS =
      new DetectedWords(2, SLOTS, new int[] {4, 0, 2, 0, 0, 0}, new float[] {.9f, 0, .5f, 0, 0, 0});

  private static INDArray random(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[rows][SIZE];
    for (double[] row : values) {
      for (int i = 0; i < SIZE; i++) {
        row[i] = random.nextDouble(-1, 1);
      }
    }
    return Nd4j.createFromArray(values);
  }

  @Test
  void partsOfAJoinedMemoryAreWhatWasJoined() {
    SemanticMemory memory = new SemanticMemory(WORDS, 4);
    assertEquals(7, memory.places());
    INDArray grid = random(2 * 4, 1);
    INDArray vectors = random(2 * SLOTS, 2);
    INDArray joined = memory.join(grid, vectors);
    assertArrayEquals(new long[] {2 * 7, SIZE}, joined.shape());
    assertEquals(grid.getRow(4), joined.getRow(7), "the second photo's grid comes after 7 places");
    assertEquals(vectors.getRow(0), joined.getRow(4), "words come after the photo's own grid");
    assertEquals(grid, memory.gridPart(joined));
    assertEquals(vectors, memory.wordPart(joined));
  }

  @Test
  void withoutAPhotoThereAreWordsAlone() {
    SemanticMemory memory = new SemanticMemory(WORDS, 0);
    INDArray vectors = random(2 * SLOTS, 2);
    INDArray joined = memory.join(null, vectors);
    assertEquals(vectors, joined);
    double[] vector = memory.vector(joined).getRow(0).toDoubleVector();
    assertArrayEquals(new double[] {0, 0}, new double[] {vector[0], vector[1]}, "no grid");
    assertEquals((vectors.getDouble(0, 1) + vectors.getDouble(2, 1)) / 2, vector[3], 1e-12);
  }

  @Test
  void meansLeaveEmptySlotsOut() {
    SemanticMemory memory = new SemanticMemory(WORDS, 4);
    INDArray grid = random(2 * 4, 1);
    INDArray vectors = random(2 * SLOTS, 2);
    INDArray vector = memory.vector(memory.join(grid, vectors));
    assertArrayEquals(new long[] {2, 2 * SIZE}, vector.shape());
    for (int d = 0; d < SIZE; d++) {
      double mean = 0;
      for (int i = 0; i < 4; i++) {
        mean += grid.getDouble(i, d) / 4;
      }
      assertEquals(mean, vector.getDouble(0, d), 1e-12);
      assertEquals(
          (vectors.getDouble(0, d) + vectors.getDouble(2, d)) / 2,
          vector.getDouble(0, SIZE + d),
          1e-12);
      assertEquals(0, vector.getDouble(1, SIZE + d), "no word in the second photo");
    }
  }

  @Test
  void gradientOfTheMeansEqualsCentralDifferences() {
    SemanticMemory memory = new SemanticMemory(WORDS, 2);
    INDArray joined = random(2 * 5, 3);
    INDArray by = random(2 * SIZE, 4).reshape('c', 2, 2 * SIZE);
    INDArray gradient = Nd4j.create(DataType.DOUBLE, joined.shape(), 'c');
    memory.vectorBackward(by, gradient);
    for (int row = 0; row < 2 * 5; row++) {
      double before = joined.getDouble(row, 1);
      joined.putScalar(row, 1, before + 1e-4);
      double above = memory.vector(joined).mul(by).sumNumber().doubleValue();
      joined.putScalar(row, 1, before - 1e-4);
      double below = memory.vector(joined).mul(by).sumNumber().doubleValue();
      joined.putScalar(row, 1, before);
      assertEquals((above - below) / 2e-4, gradient.getDouble(row, 1), 1e-8, "row " + row);
    }
  }

  @Test
  void photoWithoutAnyWordIsDescribed() {
    DecoderConfig config =
        new DecoderConfig(
                new DecoderConfig.Sizes(9, SIZE, 3, 4), CellType.LSTM, Injection.INITIAL_STATE, 0)
            .withAttention(AttentionConfig.soft(3).withGridSize(5))
            .withSemantic(new SemanticConfig(6, SLOTS, 0));
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(1));
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      VisualMemory photo =
          new VisualMemory(1, 4, SIZE, new float[] {1, 2, 3, 4, 5, 6, 7, 8})
              .withWords(new DetectedWords(1, SLOTS, new int[SLOTS], new float[SLOTS]));
      double total = 0;
      for (float logProb :
          decoder.step(new int[] {Tokens.START}, decoder.initialState(photo)).logProbs()) {
        assertTrue(Float.isFinite(logProb));
        total += Math.exp(logProb);
      }
      assertEquals(1, total, 1e-5);
    }
  }

  @Test
  void wordsOfOnePhotoAreRepeatedForItsSentences() {
    DetectedWords twice =
        new DetectedWords(2, 1, new int[] {3, 5}, new float[] {.5f, .25f}).repeated(2);
    assertEquals(
        new DetectedWords(4, 1, new int[] {3, 3, 5, 5}, new float[] {.5f, .5f, .25f, .25f}), twice);
    assertEquals(2, WORDS.count(0));
    assertEquals(0, WORDS.count(1));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(
        IllegalArgumentException.class, () -> new DetectedWords(2, 2, new int[3], new float[4]));
    assertThrows(
        IllegalArgumentException.class, () -> new DetectedWords(0, 2, new int[0], new float[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new VisualMemory(1, 1, 1, new float[1]).withWords(WORDS));
    assertThrows(IllegalArgumentException.class, () -> new VisualMemory(1, 0, 2, new float[0]));
    assertEquals(
        0, new VisualMemory(2, 0, SIZE, new float[0], WORDS).positions(), "words without a grid");
    assertThrows(IllegalArgumentException.class, () -> new SemanticConfig(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new SemanticConfig(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new SemanticConfig(1, 257, 0));
    assertThrows(IllegalArgumentException.class, () -> new SemanticConfig(1, 1, 1));
  }
}
