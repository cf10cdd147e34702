package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.caption.ScoredCaption;

/** The model that ships, on the photos that ship, through the real commands. */
class StarterModelIT {
  private static final Path SAMPLES = Path.of("..", "samples");
  private static final List<PhotoCaptions> ALONE = new ArrayList<>();
  private static List<PhotoCaptions> together;

  @TempDir Path folder;

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  /** Three captions of each sample, one by one and all at once. */
  @BeforeAll
  static void captionTheSamples() throws IOException, ModelLoadException {
    CaptionOptions options =
        new CaptionOptions(
            ModelCatalog.STARTER, new CaptionOptions.Search(null, 3, null, null, 0.5, null));
    try (BundleCaptioner captioner = BundleCaptioner.open(options)) {
      List<float[]> pixels = new ArrayList<>();
      for (Path photo : samples()) {
        pixels.add(captioner.preprocess(Files.readAllBytes(photo), photo.toString()));
        ALONE.addAll(captioner.caption(pixels.subList(pixels.size() - 1, pixels.size())));
      }
      together = captioner.caption(pixels);
    }
  }

  @Test
  void batchOfPhotosGetsTheCaptionsOfPhotosOneByOne() {
    assertTrue(ALONE.size() >= 8, "eight samples or more");
    for (int i = 0; i < ALONE.size(); i++) {
      ScoredCaption best = ALONE.get(i).best();
      assertEquals(best.text(), together.get(i).best().text());
      assertEquals(best.score(), together.get(i).best().score(), 1e-4);
      assertEquals(3, ALONE.get(i).captions().size());
      assertTrue(best.text().split(" ").length >= 3, best.text());
    }
  }

  @Test
  void samplesAreToldApart() {
    List<String> captions = ALONE.stream().map(photo -> photo.best().text()).toList();
    assertTrue(
        captions.stream().distinct().count() > captions.size() / 2,
        "a model that looks says different things: " + captions);
  }

  @Test
  void questionsAboutASampleAreAnswered() throws IOException {
    CommandRun run =
        CommandRun.of(
            "ask",
            SAMPLES.resolve("beach.jpg"),
            "where is the dog?",
            "is there a dog?",
            "--top",
            "3",
            "-f",
            "json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode asked = new ObjectMapper().readTree(run.out());
    assertEquals(2, asked.size());
    JsonNode best = asked.get(0).get("answers").get(0);
    assertEquals("beach", best.get("answer").asText());
    assertTrue(best.get("probability").asDouble() > 0.5, run.out());
    assertEquals(3, asked.get(1).get("answers").size());
  }

  @Test
  void evaluateWritesScoresAndOfficialResults() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    for (Path photo : samples().subList(0, 4)) {
      String name = photo.getFileName().toString();
      Files.copy(photo, data.resolve(name));
      Files.writeString(
          data.resolve(name.replace(".jpg", ".txt")), "a man is standing in front of a building\n");
    }
    CommandRun run = evaluate(data, "json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode scores = new ObjectMapper().readTree(run.out());
    List<String> names = new ArrayList<>();
    scores.fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of("Bleu_1", "Bleu_2", "Bleu_3", "Bleu_4", "METEOR", "ROUGE_L", "CIDEr"),
        names.subList(0, 7));
    assertTrue(names.subList(7, names.size()).contains("objects_kinds"), "as --objects asks");
    JsonNode results =
        new ObjectMapper().readTree(folder.resolve("out").resolve("results.json").toFile());
    assertEquals(4, results.size());
    assertTrue(results.get(0).has("image_id") && results.get(0).has("caption"));
    assertTrue(run.err().contains("METEOR: exact, stem, synonym; no paraphrase"), run.err());
    JsonNode report =
        new ObjectMapper().readTree(folder.resolve("out").resolve("report.json").toFile());
    assertEquals(scores, report.get("scores"));
    assertEquals(4, report.get("scored").asInt());
    assertTrue(report.get("command").asText().startsWith("showtell evaluate caption --data"));
    assertEquals(4, report.get("best").size() + report.get("worst").size());
    String page = Files.readString(folder.resolve("out").resolve("report.html"));
    assertEquals(4, page.split("data:image/jpeg;base64", -1).length - 1, "pictures");
  }

  private CommandRun evaluate(Path data, String format) {
    return CommandRun.of(
        "evaluate",
        "caption",
        "--data",
        "folder:" + data,
        "--split",
        "all",
        "--objects",
        "-f",
        format,
        "--features",
        folder.resolve("features"),
        "-o",
        folder.resolve("out"));
  }

  @Test
  void evaluateNamesWhatCannotBeReadAndScoresTheRest() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.copy(samples().get(0), data.resolve("good.jpg"));
    Files.writeString(data.resolve("good.txt"), "a man\n");
    Files.writeString(data.resolve("bad.jpg"), "no image");
    Files.writeString(data.resolve("bad.txt"), "a dog\n");
    CommandRun run = evaluate(data, "html");
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().contains("bad.jpg"), run.err());
    assertTrue(run.out().startsWith("<!doctype html>"), run.out());
    assertTrue(run.out().contains("1, left out 1"), run.out());
    assertTrue(run.out().contains("objects_kinds"), run.out());
  }

  @Test
  void featuresAreOneArrayInInputOrder() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.jpg"), "no image");
    List<Path> photos = samples();
    Path output = folder.resolve("f.npy");
    CommandRun run = CommandRun.of("features", photos.get(1), bad, photos.get(0), "-o", output);
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().contains("bad.jpg"), run.err());
    float[] all = npy(output, "(3, 1280)");
    for (int i = 0; i < all.length; i++) {
      assertEquals(i >= 1280 && i < 2560, Float.isNaN(all[i]), "value " + i);
    }
    assertEquals(
        List.of(photos.get(1).toString(), bad.toString(), photos.get(0).toString()),
        Files.readAllLines(folder.resolve("f.paths.txt")));
    CommandRun.of("features", photos.get(0), "-o", output);
    float[] first = npy(output, "(1, 1280)");
    assertArrayEquals(first, java.util.Arrays.copyOfRange(all, 2560, 3840), 1e-4f);
    CommandRun.of("features", photos.get(0), "--kind", "grid", "-o", output);
    int side = ModelCatalog.open("starter").preset().architecture().gridWidth();
    String shape = String.format("(1, %1$d, %1$d, 1280)", side);
    assertEquals(side * side * 1280, npy(output, shape).length);
  }

  private static float[] npy(Path file, String shape) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertTrue(header.contains("'descr': '<f4'") && header.contains("'shape': " + shape), header);
    ByteBuffer values = ByteBuffer.wrap(bytes, 128, bytes.length - 128);
    float[] floats = new float[(bytes.length - 128) / 4];
    values.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  @Test
  void theModelsOwnLimitOfTokensHoldsUnlessTheUserGivesOne() throws Exception {
    Path shipped = Path.of(ModelBundle.class.getResource("starter").toURI());
    try (Stream<Path> files = Files.list(shipped)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    Path manifest = folder.resolve("model.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"maxTokens\" : 20", "\"maxTokens\" : 2"));
    CaptionOptions own = CaptionOptions.defaults().withModel(folder.toString());
    try (BundleCaptioner captioner = BundleCaptioner.open(own)) {
      assertEquals(2, captioner.caption(samples().get(0)).best().text().split(" ").length);
    }
    CaptionOptions.Search longer = new CaptionOptions.Search(null, 1, 3, null, 0.5, null);
    try (BundleCaptioner captioner =
        BundleCaptioner.open(new CaptionOptions(folder.toString(), longer))) {
      assertEquals(3, captioner.caption(samples().get(0)).best().text().split(" ").length);
    }
  }
}
