package org.showtell.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptioner;

/**
 * How the cost grows over a decade of photos, video, beam size and vocabulary, and what is resident
 * during a long run: SVG pictures.
 */
final class CostPlots {
  private static final int[] DECADE = {1, 2, 3, 5, 7, 10};
  private static final int VOCABULARY = 1000;
  private static final int BATCH = 16;
  private static final int FOLDER = 20_000; // photos

  private final Table table;

  CostPlots(Table table) {
    this.table = table;
  }

  /** What a piece of work of this size costs. */
  @FunctionalInterface
  private interface Cost {
    double of(int size) throws IOException, ModelLoadException;
  }

  /** Draws those whose names match, such as {@code plot photos}. */
  void draw() throws IOException, ModelLoadException {
    Files.createDirectories(table.plots());
    if (wants("photos")) {
      drawPhotos();
    }
    draw(
        "video",
        "plays of the sample clip",
        "s for each second of it",
        1,
        size -> PipelineRows.video("", size, table.once()).get(0).ours().median() * size / 1e3);
    draw("beams", "beams", "ms per photo", 1, size -> decode(size, DecodeRows.VOCABULARY));
    draw("vocabulary", "words", "ms per photo", VOCABULARY, size -> decode(3, size));
    if (wants("memory")) {
      drawMemory(table.isQuick() ? FOLDER / 50 : FOLDER);
    }
  }

  private boolean wants(String name) {
    return table.only().matcher("plot " + name).find();
  }

  private void drawPhotos() throws IOException, ModelLoadException {
    try (SamplePhotos photos = PipelineRows.PhotoSize.MEGAPIXELS_12.photos(table);
        PhotoCaptioner captioner = BundleCaptioner.open(CaptionOptions.defaults())) {
      int unit = table.isQuick() ? 8 : 32;
      PipelineRows.millis(captioner, photos.paths(unit)); // warm
      draw(
          "photos",
          "photos of 12 MP",
          "s",
          unit,
          size -> PipelineRows.millis(captioner, photos.paths(size)) / 1e3);
    }
  }

  private void drawMemory(int photos) throws IOException {
    double[] megabytes = GrowthOfMemory.measure(table, photos);
    double[] places = new double[megabytes.length];
    Arrays.setAll(places, part -> (part + 1.0) * photos / places.length);
    write("memory", "MB resident over photos", places, Map.of("resident", megabytes));
  }

  private double decode(int beams, int vocabulary) {
    return DecodeRows.of("", true, beams, BATCH, vocabulary, table).get(0).ours().median();
  }

  private void draw(String name, String size, String cost, int unit, Cost measured)
      throws IOException, ModelLoadException {
    if (!wants(name)) {
      return;
    }
    double[] sizes = new double[DECADE.length];
    double[] costs = new double[DECADE.length];
    for (int i = 0; i < DECADE.length; i++) {
      sizes[i] = (double) DECADE[i] * unit;
      costs[i] = measured.of(DECADE[i] * unit);
    }
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("measured", costs);
    lines.put("a straight line", straight(sizes, costs));
    write(name, cost + " over " + size, sizes, lines);
  }

  private void write(String name, String title, double[] places, Map<String, double[]> lines)
      throws IOException {
    Path file = table.plots().resolve(name + ".svg");
    Files.writeString(file, LinePlot.linear(title, places, lines));
    System.out.println(file);
  }

  /** Through the first and the last point. */
  private static double[] straight(double[] sizes, double[] costs) {
    int last = sizes.length - 1;
    double slope = (costs[last] - costs[0]) / (sizes[last] - sizes[0]);
    double[] line = new double[sizes.length];
    for (int i = 0; i < line.length; i++) {
      line[i] = costs[0] + slope * (sizes[i] - sizes[0]);
    }
    return line;
  }
}
