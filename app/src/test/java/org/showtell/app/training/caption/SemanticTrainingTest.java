package org.showtell.app.training.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.showtell.app.training.caption.ToyTraining.after;
import static org.showtell.app.training.caption.ToyTraining.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.ColouredSquares;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.training.RecordedReport;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.testing.Slow;

/** A captioner that attends to detected words, trained on images and on sentences without. */
class SemanticTrainingTest {
  private static final int SLOTS = 4;
  private static final AttentionConfig SOFT = AttentionConfig.soft(32).withGridSize(16);

  @TempDir static Path shared;
  private static ToyTraining toy;
  private static Path text;
  private static Path model;
  private static RecordedReport report;

  @TempDir Path folder;

  /** One model that all tests read or go on with. */
  @BeforeAll
  static void train() throws IOException {
    text = shared.resolve("text.txt");
    // Each third sentence counts where words are counted: "zebra" stays unknown.
    Files.writeString(
        text,
        "A red square near a green square .\nA zebra near a red square .\nSquare .\n".repeat(4));
    toy = ToyTraining.in(shared).with(ToyTraining.recipe(SOFT, SLOTS)).withText(text);
    model = shared.resolve("model.zip");
    report = toy.epochs(4, 0.01).train(model);
  }

  @Test
  void modelNamesTheColoursOfItsImagesAndKnowsItsWords() throws IOException, ModelLoadException {
    assertTrue(report.notes.contains("4 sentences without photos"), report.notes.toString());
    assertTrue(
        report.notes.stream().anyMatch(note -> note.startsWith("word detector 6 of 6: loss")),
        report.notes.toString());
    ModelBundle bundle = ModelBundle.read(model);
    assertEquals(4, bundle.manifest().formatVersion());
    assertTrue(bundle.manifest().provenance().result().score() > 0.5, report.scores.toString());
    assertEquals(0.7, bundle.manifest().captioner().generation().bonus());
    assertEquals(0.3, bundle.manifest().captioner().generation().evidence());
    KeywordParts parts = bundle.keywords();
    assertTrue(
        Set.copyOf(parts.vocabulary().words()).containsAll(ColouredSquares.COLOURS.keySet()),
        parts.vocabulary().words().toString());
    assertTrue(
        Arrays.stream(parts.forms().ofTokens(bundle.vocabulary())).anyMatch(word -> word > 0));
    try (BundleCaptioner captioner = ToyTraining.captioner(model, 1)) {
      for (String colour : ColouredSquares.COLOURS.keySet()) {
        byte[] content = Files.readAllBytes(shared.resolve("photos/" + colour + "0.png"));
        var best = captioner.caption(List.of(captioner.preprocess(content, colour))).get(0).best();
        assertTrue(best.text().contains(colour), best.text());
        double shares = 0;
        for (CaptionToken word : best.words()) {
          double sum = 0;
          for (float weight : word.attention().weights()) {
            sum += weight;
          }
          assertEquals(1, sum, 1e-5, "the map is of the image alone");
          shares += word.wordShare();
        }
        assertTrue(shares > 0, "some attention goes to words");
        assertTrue(shares < best.words().size(), "and some to the image");
      }
    }
  }

  @Test
  @Slow
  void resumedRunWritesTheSameModelAndFindsTheWordsThatWereTrained() throws IOException {
    ToyTraining two = toy.epochs(2, 0.01);
    Path whole = folder.resolve("whole.zip");
    Path part = folder.resolve("part.zip");
    assertFalse(two.train(whole).notes.stream().anyMatch(note -> note.contains("learnt before")));
    RecordedReport second = new RecordedReport();
    TrainingPosition stopped = two.train(part, second, after(ToyTraining.BATCHES + 5));
    assertEquals(1, stopped.epoch());
    assertTrue(
        second.notes.stream().anyMatch(note -> note.endsWith("words, learnt before")),
        second.notes.toString());
    two.resume(part);
    assertArrayEquals(weights(whole), weights(part));
    assertArrayEquals(detector(whole), detector(part));
  }

  private static float[] detector(Path bundle) throws IOException {
    return ModelBundle.read(bundle).keywords().weights().get("detector.W");
  }

  /** In the training on all images, and in the folds after it: 6 epochs of a batch each. */
  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void aDetectorThatWasStoppedIsNotKept(int batches) throws IOException {
    Path bundle = folder.resolve("m.zip");
    IOException stopped =
        assertThrows(
            IOException.class, () -> toy.train(bundle, new RecordedReport(), after(batches)));
    assertEquals(
        "Interrupted while the word detector was trained; the captioner was not begun",
        stopped.getMessage());
    assertEquals(Set.of(), stores());
    assertFalse(Files.exists(bundle));
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
    Path second = shared.resolve("second" + samples + ".zip"); // beside the features and words
    RecordedReport again = new RecordedReport();
    TrainingPosition end =
        toy.from(model, samples, false)
            .withText(samples == 0 ? text : null)
            .epochs(1, 1e-5)
            .train(second, again, () -> false);
    ModelBundle before = ModelBundle.read(model);
    assertEquals(
        before.manifest().provenance().result().score(),
        end.bestScore(),
        0.02,
        "it begins where it ended");
    assertEquals(samples == 0, again.notes.contains("4 sentences without photos"));
    assertEquals(
        before.keywords().vocabulary().words(),
        ModelBundle.read(second).keywords().vocabulary().words());
    assertArrayEquals(detector(model), detector(second), "the detector stays");
    assertFalse(Arrays.equals(weights(model), weights(second)), "the network learns");
  }

  @Test
  void encoderBehindDetectedWordsIsNotFineTuned() {
    ToyTraining on = toy.from(model, 0, true).withText(null);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> on.train(folder.resolve("second.zip")));
    assertTrue(
        refused.getMessage().contains("attends to words that its detector finds"),
        refused.getMessage());
  }

  @Test
  void sentencesForANetworkWithoutWordsAreRefusedBeforeAnythingIsEncoded() throws IOException {
    ToyTraining plain = toy.with(ToyTraining.recipe(SOFT)).withText(null);
    Path wordless = shared.resolve("plain.zip");
    plain.train(wordless);
    RecordedReport again = new RecordedReport();
    IllegalArgumentException late =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                toy.from(wordless, 0, false)
                    .train(folder.resolve("second.zip"), again, () -> false));
    assertTrue(late.getMessage().contains("plain.zip attends to none"), late.getMessage());
    assertEquals(List.of(), again.notes);
  }
}
