package org.showtell.benchmarks;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.encoder.FeatureKind;

/**
 * The program of {@code benchmarks/run}: one table of Showtell's times beside those of its peers,
 * and with {@code --plots} how cost grows.
 */
public final class SpeedTable {
  private static final int[] BATCHES = {1, 8, 32};

  private final Table table;
  private final Map<String, Measurement> measurements = new LinkedHashMap<>();
  private boolean failed;

  /** Makes the rows of one comparison. */
  @FunctionalInterface
  private interface Measurement {
    List<Row> rows(String name) throws IOException, OrtException, ModelLoadException;
  }

  SpeedTable(Table table) {
    this.table = table;
    for (FeatureKind kind : List.of(FeatureKind.GRID, FeatureKind.VECTOR)) {
      for (int batch : BATCHES) {
        String what = kind == FeatureKind.GRID ? "grid" : "vector";
        measurements.put(
            "vgg16 " + what + ", batch of " + batch,
            name -> EncoderRows.vgg16(name, kind, batch, 1, table));
      }
    }
    for (int batch : BATCHES) {
      measurements.put(
          "starter grid, batch of " + batch, name -> EncoderRows.starter(name, batch, table));
    }
    for (boolean attends : new boolean[] {false, true}) {
      for (int photos : new int[] {1, 16}) {
        for (int beams : new int[] {1, 3, 5}) {
          measurements.put(
              "decode, %s, beam %d, batch of %d"
                  .formatted(attends ? "attention" : "lstm", beams, photos),
              name -> DecodeRows.of(name, attends, beams, photos, table));
        }
      }
    }
    measurements.put("training", name -> TrainingRows.of(name, TrainingSizes.full(), table));
    for (int gridSize : new int[] {0, 256}) {
      measurements.put(
          gridSize == 0 ? "training, attention" : "training, attention to a grid of " + gridSize,
          name -> TrainingRows.attention(name, TrainingSizes.full(), gridSize, table));
    }
    for (boolean vgg : new boolean[] {false, true}) {
      String model = vgg ? "vgg16" : "starter";
      measurements.put(
          "photos of 12 MP, " + model,
          name -> photos(name, vgg, PipelineRows.PhotoSize.MEGAPIXELS_12));
      measurements.put(
          "photos of 224 pixels, " + model,
          name -> photos(name, vgg, PipelineRows.PhotoSize.PIXELS_224));
      measurements.put("photos of 12 MP and 224 pixels, " + model, name -> sizes(name, vgg));
    }
    measurements.put("video, a frame in 0.5 s", name -> PipelineRows.video(name, 4, table));
    measurements.put("start to first caption", name -> ProcessRows.startUp(name, table));
    measurements.put("large folder", name -> LargeFolder.rows(name, table));
    measurements.put("peak memory, starter", name -> ProcessRows.memory(name, false, table));
    measurements.put("peak memory, vgg16", name -> ProcessRows.memory(name, true, table));
  }

  private List<Row> photos(String name, boolean vgg, PipelineRows.PhotoSize size)
      throws IOException, ModelLoadException {
    try (VggModel model = vgg ? new VggModel(DecodeRows.VOCABULARY) : null) {
      return PipelineRows.photos(name, Optional.ofNullable(model), size, table);
    }
  }

  private List<Row> sizes(String name, boolean vgg) throws IOException, ModelLoadException {
    try (VggModel model = vgg ? new VggModel(DecodeRows.VOCABULARY) : null) {
      return PipelineRows.sizes(name, Optional.ofNullable(model), table);
    }
  }

  /** The names of the rows that are wanted. */
  List<String> names() {
    return measurements.keySet().stream().filter(table::wants).toList();
  }

  /** Measures and prints each row as soon as it is there; one that fails is named. */
  List<Row> measure() throws IOException, OrtException, ModelLoadException {
    List<Row> rows = new ArrayList<>();
    System.out.println(Row.header());
    for (String name : names()) {
      try {
        for (Row row : measurements.get(name).rows(name)) {
          rows.add(row);
          System.out.println(row.text());
        }
      } catch (IllegalStateException e) {
        failed = true;
        System.out.println(name + ": " + e.getMessage());
      }
    }
    return rows;
  }

  static String json(List<Row> rows) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode array = mapper.createArrayNode();
    rows.forEach(row -> array.add(row.json()));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
  }

  /** Takes the options that {@code benchmarks/run --help} lists. */
  public static void main(String[] arguments) throws IOException, OrtException, ModelLoadException {
    Table table;
    try {
      table = Table.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/run: " + e.getMessage());
      System.exit(2);
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%d threads, load average %.1f before the first round%n%n",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    SpeedTable speed = new SpeedTable(table);
    List<Row> rows = speed.measure();
    if (table.json() != null) {
      Files.writeString(table.json(), json(rows));
    }
    if (table.plots() != null) {
      new CostPlots(table).draw();
    }
    System.exit(speed.failed ? 1 : 0); // engines leave threads behind
  }
}
