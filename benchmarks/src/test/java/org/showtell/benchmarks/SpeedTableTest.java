package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.showtell.benchmarks.peer.Side;

class SpeedTableTest {
  /** Takes as long as it says. */
  private static Side side(String name, double... millis) {
    return new Side() {
      private int runs;

      @Override
      public String name() {
        return name;
      }

      @Override
      public double run() {
        return millis[runs++ % millis.length];
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  @Test
  void theRatioIsTheMedianOfTheRoundsRatios() {
    List<Row> rows =
        new Comparison("work", "ms per photo", 2)
            .measure(
                new Comparison.Effort(0, 0, 3),
                List.of(side("Showtell", 1, 100, 240, 90), side("peer", 1, 50, 200, 60)));

    Row row = rows.get(0);
    assertEquals(50, row.ours().median()); // of two photos
    assertEquals(30, row.theirs().median());
    assertEquals(1.5, row.ratio().median(), 1e-9);
    assertEquals(1.35, row.ratio().low(), 1e-9);
    assertTrue(
        row.text().matches("work +50\\.00 ms per photo +peer +30\\.00 +1\\.50 1\\.35-1\\.75"),
        row.text());
  }

  @Test
  void jsonHasTheFieldsInOrder() throws Exception {
    Row alone =
        new Comparison("work", "ms per photo", 1)
            .measure(Comparison.Effort.ONCE, List.of(side("Showtell", 3)), () -> "a note")
            .get(0);
    JsonNode node = new ObjectMapper().readTree(SpeedTable.json(List.of(alone))).get(0);

    Iterator<String> names = node.fieldNames();
    for (String name : List.of("name", "ours_ms", "peer", "peer_ms", "ratio", "unit")) {
      assertEquals(name, names.next());
    }
    assertEquals(3, node.get("ours_ms").asDouble());
    assertTrue(node.get("ratio").isNull());
    assertEquals("a note", node.get("note").asText());
  }

  @Test
  void onlyTheNamedRowsAreMeasured() {
    Table table = Table.parse(List.of("--quick", "--only", "starter grid|beam 3"));
    List<String> names = new SpeedTable(table).names();

    assertEquals(7, names.size(), names::toString);
    assertTrue(names.contains("decode, attention, beam 3, batch of 16"));
    assertTrue(table.isQuick());
    assertTrue(table.peers("onnx"));
    assertFalse(table.peers("python"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    List<List<String>> wrong =
        List.of(List.of("--fast"), List.of("--only"), List.of("--peers", "tvm"));
    for (List<String> arguments : wrong) {
      assertThrows(IllegalArgumentException.class, () -> Table.parse(arguments));
    }
  }

  @Test
  void quartilesLieBetweenNeighbours() {
    assertEquals(new Timing(2.5, 1.75, 3.25), Timing.of(List.of(4.0, 1.0, 3.0, 2.0)));
    assertThrows(IllegalArgumentException.class, () -> Timing.of(List.of(1.0, 0.0)));
    assertThrows(IllegalArgumentException.class, () -> Timing.of(List.of()));
  }

  @Test
  void aLinearPlotStartsAtZero() {
    String svg =
        LinePlot.linear("cost", new double[] {5, 10}, Map.of("measured", new double[] {2, 4}));

    assertTrue(svg.contains("points=\"380.0,280.0 700.0,120.0\""), svg); // of 5 at most
  }

  @Test
  void photosHaveTheAskedSize() throws Exception {
    Path file;
    try (SamplePhotos photos = SamplePhotos.of(Path.of("../samples"), 2, 320, 240)) {
      assertEquals(5, photos.paths(5).size());
      assertEquals(photos.paths(5).get(0), photos.paths(5).get(2));
      file = photos.paths(1).get(0);
      java.awt.image.BufferedImage image = javax.imageio.ImageIO.read(file.toFile());
      assertEquals(320, image.getWidth());
      assertEquals(240, image.getHeight());
    }
    assertFalse(java.nio.file.Files.exists(file));
  }
}
