package org.showtell.app.training.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.showtell.app.ColouredSquares;
import org.showtell.app.RandomEncoder;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.training.RecordedReport;
import org.showtell.app.training.TrainingFiles;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionMode;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Injection;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingPosition;

/** From a folder of pictures with captions to a bundle that captions them. */
class CaptionTrainingRunTest {
  private static final Map<String, Color> COLOURS = ColouredSquares.COLOURS;

  @TempDir static Path shared;
  private static Path photos;
  private static Path encoder;

  @TempDir Path folder;

  @BeforeAll
  static void drawPictures() throws IOException {
    photos = shared.resolve("photos");
    ColouredSquares.draw(photos);
    ColouredSquares.caption(photos);
    encoder = shared.resolve("random.safetensors");
    RandomEncoder.write(encoder);
  }

  private CaptionTrainingConfig config(String output, boolean resume, int epochs, double rate) {
    return config(null, output, resume, epochs, rate);
  }

  private CaptionTrainingConfig config(
      AttentionConfig attention, String output, boolean resume, int epochs, double rate) {
    return config(attention, null, 0, output, resume, epochs, rate);
  }

  private CaptionTrainingConfig config(
      AttentionConfig attention,
      String from,
      int samples,
      String output,
      boolean resume,
      int epochs,
      double rate) {
    return config(attention, from, samples, output, resume, epochs, rate, "");
  }

  private CaptionTrainingConfig config(
      AttentionConfig attention,
      String from,
      int samples,
      String output,
      boolean resume,
      int epochs,
      double rate,
      String side) {
    return new CaptionTrainingConfig(
        new TrainingFiles(
            "folder:" + photos,
            "all",
            "folder:" + photos,
            "all",
            encoder + side,
            EncoderWeights.in(folder),
            folder.resolve(output),
            folder.resolve(from == null ? "checkpoint" : "second.checkpoint"),
            resume,
            shared.resolve("features"),
            "toy",
            null,
            "showtell train caption --data folder:" + photos),
        CaptionSources.none(),
        new CaptionRecipe(
            "toy",
            "",
            CellType.LSTM,
            32,
            64,
            attention == null ? Injection.EVERY_STEP : Injection.INITIAL_STATE,
            attention,
            0.1,
            1),
        from,
        samples,
        1,
        20,
        1,
        new TrainerConfig(epochs, 4, rate, 1, 1, 5, 0, 0.9, 0, Double.POSITIVE_INFINITY, 3));
  }

  static Stream<AttentionConfig> attentions() {
    return Stream.of(
        null, AttentionConfig.soft(32), AttentionConfig.soft(32).withMode(AttentionMode.HARD));
  }

  @ParameterizedTest
  @MethodSource("attentions")
  void trainedModelNamesTheColoursOfItsPictures(AttentionConfig attention)
      throws IOException, ModelLoadException {
    RecordedReport recorder = new RecordedReport();
    new CaptionTrainingRun(config(attention, "m.zip", false, 10, 0.01), recorder).run(() -> false);
    ModelBundle bundle = ModelBundle.read(folder.resolve("m.zip"));
    assertTrue(bundle.manifest().provenance().result().score() > 0.5, recorder.scores.toString());
    assertTrue(
        !bundle.manifest().provenance().run().command().contains(photos.getParent().toString()),
        "a model card does not tell where the data lay");
    CaptionOptions options =
        new CaptionOptions(
            folder.resolve("m.zip").toString(),
            new CaptionOptions.Search(null, 2, null, null, 0.5, null));
    try (BundleCaptioner captioner = BundleCaptioner.open(options)) {
      for (String colour : COLOURS.keySet()) {
        byte[] content = Files.readAllBytes(photos.resolve(colour + "0.png"));
        var captions = captioner.caption(List.of(captioner.preprocess(content, colour))).get(0);
        assertTrue(captions.best().text().contains(colour), captions.toString());
        assertEquals(2, captions.captions().size());
      }
    }
  }

  @Test
  void encoderSeesPhotosOfTheSideThatWasAskedFor() throws IOException, ModelLoadException {
    AttentionConfig attention = AttentionConfig.soft(32);
    RecordedReport recorder = new RecordedReport();
    new CaptionTrainingRun(config(attention, null, 0, "m.zip", false, 40, 0.01, "@64"), recorder)
        .run(() -> false);
    ModelBundle bundle = ModelBundle.read(folder.resolve("m.zip"));
    assertEquals("small-vgg", bundle.manifest().encoder().preset());
    assertEquals(64, bundle.preset().preprocessing().width());
    assertTrue(bundle.card().contains("small-vgg, pictures of 64x64"), bundle.card());
    assertTrue(bundle.manifest().provenance().result().score() > 0.5, recorder.scores.toString());
    CaptionOptions options =
        new CaptionOptions(
            folder.resolve("m.zip").toString(),
            new CaptionOptions.Search(null, 1, null, null, 0.5, null));
    try (BundleCaptioner captioner = BundleCaptioner.open(options)) {
      byte[] content = Files.readAllBytes(photos.resolve("red0.png"));
      var captions = captioner.caption(List.of(captioner.preprocess(content, "red"))).get(0);
      assertTrue(captions.best().text().contains("red"), captions.toString());
      assertEquals(4, captions.best().words().get(0).attention().height());
    }
  }

  @ParameterizedTest
  @MethodSource("attentions")
  void resumedRunWritesTheSameModelAsTheUninterruptedOne(AttentionConfig attention)
      throws IOException {
    new CaptionTrainingRun(config(attention, "whole.zip", false, 3, 0.01), new RecordedReport())
        .run(() -> false);
    Files.delete(folder.resolve("checkpoint").resolve("checkpoint.safetensors"));
    TrainingPosition stopped =
        new CaptionTrainingRun(config(attention, "part.zip", false, 3, 0.01), new RecordedReport())
            .run(after(31));
    assertEquals(1, stopped.epoch());
    assertTrue(Files.exists(folder.resolve("part.zip")), "a stopped run leaves a model");
    new CaptionTrainingRun(config(attention, "part.zip", true, 3, 0.01), new RecordedReport())
        .run(() -> false);
    assertArrayEquals(weights("whole.zip"), weights("part.zip"));
  }

  private static BooleanSupplier after(int batches) {
    int[] seen = {0};
    return () -> ++seen[0] == batches;
  }

  private float[] weights(String bundle) throws IOException {
    try (var network = ModelBundle.read(folder.resolve(bundle)).openCaptioner()) {
      float[] all = new float[(int) network.parameters().count()];
      int at = 0;
      for (float[] weight : network.weights().values()) {
        System.arraycopy(weight, 0, all, at, weight.length);
        at += weight.length;
      }
      return all;
    }
  }

  @Test
  void checkpointOfOtherSettingsIsRefused() throws IOException {
    new CaptionTrainingRun(config("m.zip", false, 1, 0.01), new RecordedReport()).run(() -> false);
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                new CaptionTrainingRun(config("m.zip", true, 1, 0.5), new RecordedReport())
                    .run(() -> false));
    assertTrue(refused.getMessage().contains("belongs to another run"), refused.getMessage());
  }

  /** Both ways of going on from a model, for networks that attend and that do not. */
  @ParameterizedTest
  @CsvSource({"false,0", "true,0", "false,4", "true,4"})
  void modelIsTrainedOn(boolean attends, int samples) throws IOException {
    AttentionConfig attention = attends ? AttentionConfig.soft(32).withGridSize(16) : null;
    CaptionTrainingConfig first = config(attention, "first.zip", false, 6, 0.01);
    new CaptionTrainingRun(first, new RecordedReport()).run(() -> false);
    String model = folder.resolve("first.zip").toString();
    CaptionTrainingConfig on = config(null, model, samples, "second.zip", false, 1, 1e-5);
    TrainingPosition end = new CaptionTrainingRun(on, new RecordedReport()).run(() -> false);
    ModelBundle before = ModelBundle.read(folder.resolve("first.zip"));
    ModelBundle after = ModelBundle.read(folder.resolve("second.zip"));
    assertEquals(before.vocabulary().words(), after.vocabulary().words());
    assertEquals(
        before.manifest().provenance().result().score(),
        end.bestScore(),
        0.02,
        "it begins where it ended");
    try (CaptionNetwork old = before.openCaptioner();
        CaptionNetwork trained = after.openCaptioner()) {
      assertEquals(old.config(), trained.config());
      assertFalse(
          Arrays.equals(old.weights().get("cell.b"), trained.weights().get("cell.b")), "it learns");
    }
  }

  @Test
  void modelGoesOnWithAnotherEncoder() throws IOException {
    AttentionConfig attention = AttentionConfig.soft(32).withGridSize(16);
    new CaptionTrainingRun(config(attention, "first.zip", false, 2, 0.01), new RecordedReport())
        .run(() -> false);
    String model = folder.resolve("first.zip").toString();
    CaptionTrainingConfig other = config(null, model, 0, "second.zip", false, 1, 1e-5, "@64");
    new CaptionTrainingRun(other, new RecordedReport()).run(() -> false);
    ModelBundle after = ModelBundle.read(folder.resolve("second.zip"));
    assertEquals(64, after.preset().preprocessing().width());
    assertEquals(
        ModelBundle.read(folder.resolve("first.zip")).vocabulary().words(),
        after.vocabulary().words());
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void encoderIsFineTunedThroughTheCaptionersLoss(boolean attends) throws IOException {
    AttentionConfig attention = attends ? AttentionConfig.soft(32).withGridSize(16) : null;
    new CaptionTrainingRun(config(attention, "first.zip", false, 10, 0.01), new RecordedReport())
        .run(() -> false);
    String model = folder.resolve("first.zip").toString();
    RecordedReport report = new RecordedReport();
    TrainingPosition end =
        new FineTuningRun(config(null, model, 0, "second.zip", false, 2, 1e-5), report)
            .run(() -> false);
    ModelBundle before = ModelBundle.read(folder.resolve("first.zip"));
    ModelBundle after = ModelBundle.read(folder.resolve("second.zip"));
    assertEquals(
        before.manifest().provenance().result().score(),
        end.bestScore(),
        0.1,
        "it begins where it ended");
    assertFalse(
        Arrays.equals(before.encoderWeights(), after.encoderWeights()), "the encoder learns");
    assertEquals(before.preset().name(), after.preset().name());
    Files.delete(folder.resolve("second.checkpoint").resolve("checkpoint.safetensors"));
    new FineTuningRun(config(null, model, 0, "third.zip", false, 2, 1e-5), report).run(after(21));
    new FineTuningRun(config(null, model, 0, "third.zip", true, 2, 1e-5), report).run(() -> false);
    assertArrayEquals(weights("second.zip"), weights("third.zip"), "resumed to the bit");
    assertArrayEquals(
        after.encoderWeights(), ModelBundle.read(folder.resolve("third.zip")).encoderWeights());
  }

  @Test
  void encoderBehindHardAttentionIsNotFineTuned() throws IOException {
    AttentionConfig hard = AttentionConfig.soft(16).withMode(AttentionMode.HARD);
    new CaptionTrainingRun(config(hard, "hard.zip", false, 1, 0.01), new RecordedReport())
        .run(() -> false);
    String model = folder.resolve("hard.zip").toString();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new FineTuningRun(
                        config(null, model, 0, "second.zip", false, 1, 1e-5), new RecordedReport())
                    .run(() -> false));
    assertTrue(refused.getMessage().contains("hard.zip"), refused.getMessage());
  }

  @Test
  void imageThatCannotBeReadIsNamedAndLeftOut() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    for (String name : List.of("red0", "green0")) {
      Files.copy(photos.resolve(name + ".png"), data.resolve(name + ".png"));
      Files.copy(photos.resolve(name + ".txt"), data.resolve(name + ".txt"));
    }
    Files.write(data.resolve("bad.png"), new byte[] {1, 2, 3});
    Files.writeString(data.resolve("bad.txt"), "nothing\n");
    CaptionTrainingConfig config = withData("folder:" + data);
    RecordedReport recorder = new RecordedReport();
    new CaptionTrainingRun(config, recorder).run(() -> false);
    assertTrue(
        recorder.notes.stream().anyMatch(note -> note.contains("bad.png") && note.contains("left")),
        recorder.notes.toString());
  }

  @Test
  void learnsFromSeveralDataSetsWhoseFilesHaveTheSameNames() throws IOException {
    Path data = Files.createDirectory(folder.resolve("more"));
    Files.copy(photos.resolve("green0.png"), data.resolve("red0.png"));
    Files.writeString(data.resolve("red0.txt"), "Something verdant .\n".repeat(6));
    RecordedReport recorder = new RecordedReport();
    new CaptionTrainingRun(withData("folder:" + photos, "folder:" + data), recorder)
        .run(() -> false);
    int pictures = 4 * COLOURS.size() + 1;
    assertTrue(
        recorder.notes.stream()
            .anyMatch(
                note -> note.startsWith(6 * pictures + " captions of " + pictures + " images")),
        recorder.notes.toString());
    ModelBundle model = ModelBundle.read(folder.resolve("m.zip"));
    assertEquals("folder:photos + folder:more", model.manifest().provenance().dataset().data());
    assertTrue(model.vocabulary().id("verdant") != Vocabulary.UNK);
  }

  @Test
  void severalDevSetsAreScoredEachAndDataIsDrawnByWeight() throws IOException {
    String data = "folder:" + photos;
    CaptionTrainingConfig two = withData(data, data);
    TrainingFiles files = two.files();
    CaptionTrainingConfig weighted =
        new CaptionTrainingConfig(
            new TrainingFiles(
                data,
                "all",
                data,
                "all",
                files.encoder(),
                files.encoderWeights(),
                files.output(),
                files.checkpoint(),
                false,
                files.features(),
                "toy",
                null,
                files.command(),
                List.of(0.25, 0.5),
                List.of(data)),
            two.sources(),
            two.recipe(),
            null,
            0,
            1,
            20,
            1,
            two.trainer());
    RecordedReport recorder = new RecordedReport();
    int[] batches = {0};
    new CaptionTrainingRun(weighted, recorder)
        .run(
            () -> {
              batches[0]++;
              return false;
            });
    int captions = 6 * 4 * COLOURS.size();
    assertEquals(0.75 * captions / 4, batches[0], 0.15 * captions / 4);
    assertTrue(
        recorder
            .scores
            .get(0)
            .matches("BLEU-4 / CIDEr (.*): \\1 \\(photos 1\\)  \\1 \\(photos 2\\)"),
        recorder.scores.get(0));
    assertTrue(
        ModelBundle.read(folder.resolve("m.zip"))
            .manifest()
            .provenance()
            .result()
            .scores()
            .containsKey("CIDEr (photos 2)"));
  }

  private CaptionTrainingConfig withData(String... data) {
    CaptionTrainingConfig base = config("m.zip", false, 1, 0.01);
    return new CaptionTrainingConfig(
        base.files().withData(data[0], data[0]),
        new CaptionSources(List.of(data).subList(1, data.length), null, 0, 0),
        base.recipe(),
        null,
        0,
        1,
        20,
        1,
        base.trainer());
  }
}
