package org.showtell.app.training.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.ColouredSquares;
import org.showtell.app.RandomEncoder;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.training.RecordedReport;
import org.showtell.app.training.TrainingFiles;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Injection;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingPosition;

/** A captioner that attends to detected words, learnt from photos and from sentences without. */
class SemanticTrainingTest {
  private static final int SLOTS = 4;

  /** Photos are small, so that they are encoded at once. */
  private static final String SIDE = "@64";

  @TempDir static Path shared;
  private static Path photos;
  private static Path encoder;
  private static Path text;

  @TempDir Path folder;

  @BeforeAll
  static void drawPictures() throws IOException {
    photos = shared.resolve("photos");
    ColouredSquares.draw(photos);
    ColouredSquares.caption(photos);
    encoder = shared.resolve("random.safetensors");
    RandomEncoder.write(encoder);
    text = shared.resolve("text.txt");
    // Each third sentence counts where words are counted: "zebra" stays unknown.
    Files.writeString(
        text,
        "A red square near a green square .\nA zebra near a red square .\nSquare .\n".repeat(4));
  }

  private CaptionTrainingConfig config(String output, boolean resume, int epochs) {
    return config(null, 0, text, SLOTS, output, resume, epochs, 0.01);
  }

  private CaptionTrainingConfig config(
      String from,
      int samples,
      Path sentences,
      int slots,
      String output,
      boolean resume,
      int epochs,
      double rate) {
    return new CaptionTrainingConfig(
        new TrainingFiles(
            "folder:" + photos,
            "all",
            "folder:" + photos,
            "all",
            encoder + SIDE,
            EncoderWeights.in(folder),
            folder.resolve(output),
            folder.resolve(from == null ? "checkpoint" : "second.checkpoint"),
            resume,
            folder.resolve("features"),
            "toy",
            null,
            "showtell train caption --like semantic --data folder:" + photos),
        new CaptionSources(List.of(), sentences, 8, 0.7),
        new CaptionRecipe(
            "toy",
            "",
            CellType.LSTM,
            32,
            64,
            Injection.INITIAL_STATE,
            AttentionConfig.soft(32).withGridSize(16),
            0.1,
            1,
            slots,
            slots > 0),
        from,
        samples,
        1,
        20,
        1,
        new TrainerConfig(epochs, 4, rate, 1, 1, 5, 0, 0.9, 0, Double.POSITIVE_INFINITY, 3));
  }

  private RecordedReport train(CaptionTrainingConfig config) throws IOException {
    RecordedReport report = new RecordedReport();
    new CaptionTrainingRun(config, report).run(() -> false);
    return report;
  }

  private ModelBundle bundle(String name) throws IOException {
    return ModelBundle.read(folder.resolve(name));
  }

  @Test
  void modelNamesTheColoursOfItsPicturesAndKnowsItsWords() throws IOException, ModelLoadException {
    RecordedReport report = train(config("m.zip", false, 10));
    assertTrue(report.notes.contains("4 sentences without photos"), report.notes.toString());
    assertTrue(
        report.notes.stream().anyMatch(note -> note.startsWith("word detector 6 of 6: loss")),
        report.notes.toString());
    ModelBundle bundle = bundle("m.zip");
    assertEquals(4, bundle.manifest().formatVersion());
    assertTrue(bundle.manifest().provenance().result().score() > 0.5, report.scores.toString());
    assertEquals(0.7, bundle.manifest().captioner().generation().bonus());
    KeywordParts parts = bundle.keywords();
    assertTrue(
        Set.copyOf(parts.vocabulary().words()).containsAll(ColouredSquares.COLOURS.keySet()),
        parts.vocabulary().words().toString());
    assertTrue(
        Arrays.stream(parts.forms().ofTokens(bundle.vocabulary())).anyMatch(word -> word > 0));
    try (BundleCaptioner captioner = BundleCaptioner.open(options("m.zip"))) {
      for (String colour : ColouredSquares.COLOURS.keySet()) {
        byte[] content = Files.readAllBytes(photos.resolve(colour + "0.png"));
        var best = captioner.caption(List.of(captioner.preprocess(content, colour))).get(0).best();
        assertTrue(best.text().contains(colour), best.text());
        double shares = 0;
        for (CaptionToken word : best.words()) {
          double sum = 0;
          for (float weight : word.attention().weights()) {
            sum += weight;
          }
          assertEquals(1, sum, 1e-5, "the map is of the photo alone");
          shares += word.wordShare();
        }
        assertTrue(shares > 0, "some attention goes to words");
        assertTrue(shares < best.words().size(), "and some to the photo");
      }
    }
  }

  private CaptionOptions options(String model) {
    return new CaptionOptions(
        folder.resolve(model).toString(),
        new CaptionOptions.Search(null, 1, null, null, 0.5, null));
  }

  @Test
  void resumedRunWritesTheSameModelAndFindsTheWordsThatWereLearnt() throws IOException {
    RecordedReport first = train(config("whole.zip", false, 3));
    assertFalse(first.notes.stream().anyMatch(note -> note.contains("learnt before")));
    Files.delete(folder.resolve("checkpoint").resolve("checkpoint.safetensors"));
    RecordedReport second = new RecordedReport();
    TrainingPosition stopped =
        new CaptionTrainingRun(config("part.zip", false, 3), second).run(after(31));
    assertEquals(1, stopped.epoch());
    assertTrue(
        second.notes.stream().anyMatch(note -> note.endsWith("words, learnt before")),
        second.notes.toString());
    train(config("part.zip", true, 3));
    assertArrayEquals(weights("whole.zip"), weights("part.zip"));
    assertArrayEquals(detector("whole.zip"), detector("part.zip"));
  }

  private static BooleanSupplier after(int batches) {
    int[] seen = {0};
    return () -> ++seen[0] >= batches;
  }

  private float[] weights(String name) throws IOException {
    try (CaptionNetwork network = bundle(name).openCaptioner()) {
      return network.parameters().values().data().asFloat();
    }
  }

  private float[] detector(String name) throws IOException {
    return bundle(name).keywords().weights().get("detector.W");
  }

  /** In the training with all photos, and in the folds after it: 6 epochs of a batch each. */
  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void aDetectorThatWasStoppedIsNotKept(int batches) throws IOException {
    IOException stopped =
        assertThrows(
            IOException.class,
            () ->
                new CaptionTrainingRun(config("m.zip", false, 1), new RecordedReport())
                    .run(after(batches)));
    assertTrue(stopped.getMessage().contains("while the word detector learnt"), stopped.toString());
    assertEquals(Set.of(), stores());
    assertFalse(Files.exists(folder.resolve("m.zip")));
  }

  private Set<String> stores() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("features"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("words-"))
          .collect(Collectors.toSet());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void modelIsTrainedOnWithItsOwnWords(int samples) throws IOException {
    train(config("first.zip", false, 6));
    String model = folder.resolve("first.zip").toString();
    Path sentences = samples == 0 ? text : null;
    CaptionTrainingConfig on = config(model, samples, sentences, 0, "second.zip", false, 1, 1e-5);
    RecordedReport report = new RecordedReport();
    TrainingPosition end = new CaptionTrainingRun(on, report).run(() -> false);
    ModelBundle before = bundle("first.zip");
    assertEquals(
        before.manifest().provenance().result().score(),
        end.bestScore(),
        0.02,
        "it begins where it ended");
    assertEquals(samples == 0, report.notes.contains("4 sentences without photos"));
    assertEquals(
        before.keywords().vocabulary().words(),
        bundle("second.zip").keywords().vocabulary().words());
    assertArrayEquals(detector("first.zip"), detector("second.zip"), "the detector stays");
    assertFalse(Arrays.equals(weights("first.zip"), weights("second.zip")), "the network learns");
  }

  @Test
  void encoderBehindDetectedWordsIsNotFineTuned() throws IOException {
    train(config("first.zip", false, 1));
    String model = folder.resolve("first.zip").toString();
    CaptionTrainingConfig on = config(model, 0, null, 0, "second.zip", false, 1, 1e-5);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new FineTuningRun(on, new RecordedReport()).run(() -> false));
    assertTrue(refused.getMessage().contains("attends to words that a detector finds"));
  }

  @Test
  void sentencesForANetworkWithoutWordsAreRefusedBeforeAnythingIsEncoded() throws IOException {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> config(null, 0, text, 0, "m.zip", false, 1, 0.01));
    assertTrue(refused.getMessage().contains("expected --like semantic"), refused.getMessage());
    train(config(null, 0, null, 0, "plain.zip", false, 1, 0.01));
    String plain = folder.resolve("plain.zip").toString();
    RecordedReport report = new RecordedReport();
    CaptionTrainingConfig on = config(plain, 0, text, 0, "second.zip", false, 1, 1e-5);
    IllegalArgumentException late =
        assertThrows(
            IllegalArgumentException.class,
            () -> new CaptionTrainingRun(on, report).run(() -> false));
    assertTrue(late.getMessage().contains("plain.zip attends to none"), late.getMessage());
    assertEquals(List.of(), report.notes);
  }
}
