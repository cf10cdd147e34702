package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.benchmarks.peer.Side;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.efficientnet.EfficientNetWeights;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;

/** Rows at toy sizes. A comparison fails where the engines' features differ. */
class EngineRowsTest {
  private static final Table TABLE = Table.forTests(Path.of(".."));

  @Test
  void allEnginesComputeTheSameGrid() throws Exception {
    List<Row> rows = EncoderRows.vgg16("grid", FeatureKind.GRID, 1, 16, TABLE);

    assertEquals(2, rows.size());
    assertTrue(rows.get(0).peer().startsWith("ONNX Runtime 1."), rows.get(0).peer());
    assertEquals("Deeplearning4j", rows.get(1).peer());
    rows.forEach(row -> assertEquals("grid", row.name()));
  }

  @Test
  void allEnginesComputeTheSameVector() throws Exception {
    assertEquals(2, EncoderRows.vgg16("vector", FeatureKind.VECTOR, 1, 16, TABLE).size());
  }

  @Test
  void bothEnginesComputeTheSameEfficientNet() throws Exception {
    List<MobileBlock> blocks =
        List.of(
            new MobileBlock(3, 1, 1, 8),
            new MobileBlock(3, 2, 4, 12),
            new MobileBlock(5, 1, 4, 12), // residual
            new MobileBlock(5, 2, 4, 16));
    EfficientNetArchitecture small =
        new EfficientNetArchitecture("small", 52, 52, 8, blocks, 20, 3);
    List<Row> rows =
        EncoderRows.efficientNet("grid", 2, small, EfficientNetWeights.random(small, 1), TABLE);

    assertEquals(1, rows.size());
    assertTrue(rows.get(0).ratio().median() > 0);
  }

  @Test
  void decodingHasNoPeer() {
    Row row = DecodeRows.of("decode", true, 2, 1, 50, TABLE).get(0);

    assertEquals("ms per photo", row.unit());
    assertEquals(null, row.ratio());
    assertTrue(row.ours().median() > 0);
  }

  @Test
  void trainingTellsTokensPerSecond() throws Exception {
    Row row = TrainingRows.of("training", new TrainingSizes(3, 4, 5, 6, 50, 7), TABLE).get(0);

    assertTrue(row.note().matches("\\d+ tokens/s, peer \\d+ tokens/s"), row.note());
  }

  @Test
  void refusesToCompareDifferentResults() {
    Side ours = Side.of("Showtell", () -> new float[] {1, 0}, () -> {});
    Side other = Side.of("other", () -> new float[] {0, 1}, () -> {});
    Comparison comparison = new Comparison("work", "ms", 1);

    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> comparison.measure(TABLE.effort(), List.of(ours, other)));
    assertEquals(
        "work: other must give Showtell's numbers, but got a cosine of 0.0000",
        refused.getMessage());
  }
}
