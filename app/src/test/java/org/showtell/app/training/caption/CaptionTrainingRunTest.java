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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.showtell.app.ColouredSquares;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.Provenance;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.training.RecordedReport;
import org.showtell.attention.AttentionConfig;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.testing.Slow;

/** From a folder of images with captions to a bundle that captions them. */
class CaptionTrainingRunTest {
  private static final int IMAGES = 4 * ColouredSquares.COLOURS.size();

  enum Network {
    VECTOR(null, 8),
    SOFT(AttentionConfig.soft(32).withGridSize(16), 3),
    HARD(AttentionConfig.soft(32).withMode(AttentionConfig.Mode.HARD), 4);

    private final AttentionConfig attention;
    private final int epochs;

    Network(AttentionConfig attention, int epochs) {
      this.attention = attention;
      this.epochs = epochs;
    }
  }

  @TempDir static Path shared;
  private static ToyTraining toy;
  private static final Map<Network, RecordedReport> REPORTS = new EnumMap<>(Network.class);

  @TempDir Path folder;

  /** One model of each network, which all tests read or go on with. */
  @BeforeAll
  static void train() throws IOException {
    toy = ToyTraining.in(shared);
    for (Network network : Network.values()) {
      REPORTS.put(network, toy(network).epochs(network.epochs, 0.01).train(file(network)));
    }
  }

  private static ToyTraining toy(Network network) {
    return toy.with(ToyTraining.recipe(network.attention));
  }

  private static Path file(Network network) {
    return shared.resolve(network + ".zip");
  }

  private static ModelBundle bundle(Network network) throws IOException {
    return ModelBundle.read(file(network));
  }

  @ParameterizedTest
  @EnumSource
  void trainedModelNamesTheColoursOfItsImages(Network network)
      throws IOException, ModelLoadException {
    try (BundleCaptioner captioner = ToyTraining.captioner(file(network), 2)) {
      for (String colour : ColouredSquares.COLOURS.keySet()) {
        byte[] content = Files.readAllBytes(shared.resolve("photos/" + colour + "0.png"));
        var captions = captioner.caption(List.of(captioner.preprocess(content, colour))).get(0);
        String text = captions.best().text().toLowerCase(Locale.ROOT);
        assertTrue(text.contains(colour), text);
        assertEquals(2, captions.captions().size());
        if (network == Network.SOFT) {
          assertTrue(text.startsWith("a picture of a " + colour + " square"), text);
          var map = captions.best().words().get(0).attention();
          assertEquals(2, map.height(), "a grid of the side that was asked for");
          float sum = 0;
          for (float weight : map.weights()) {
            sum += weight;
          }
          assertEquals(1, sum, 1e-5);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void bundleSaysHowItWasTrained(Network network) throws IOException {
    ModelBundle bundle = bundle(network);
    Provenance provenance = bundle.manifest().provenance();
    assertEquals("folder:photos", provenance.dataset().data());
    assertEquals("folder:photos, split all", provenance.result().devData());
    assertFalse(provenance.run().command().contains(shared.toString()), "not where the data lay");
    assertEquals(IMAGES, provenance.dataset().images());
    assertEquals(ToyTraining.CAPTIONS * IMAGES, provenance.dataset().captions());
    assertEquals(3, provenance.run().seed());
    assertTrue(
        provenance.result().score() > (network == Network.SOFT ? 0.9 : 0.5),
        REPORTS.get(network).scores.toString());
    assertEquals(provenance.result().score(), provenance.result().scores().get("Bleu_4"));
    assertEquals(
        Set.of("Bleu_1", "Bleu_2", "Bleu_3", "Bleu_4", "CIDEr"),
        provenance.result().scores().keySet());
    assertEquals(network.epochs, REPORTS.get(network).scores.size());
    assertEquals("small-vgg", bundle.manifest().encoder().preset());
    assertEquals(ToyTraining.SIDE, bundle.preset().preprocessing().width());
    assertTrue(bundle.card().contains("small-vgg, pictures of 32x32"), bundle.card());
    assertEquals(
        Set.of("a", "picture", "of", "square", "red", "green", "blue", "yellow"),
        Set.copyOf(bundle.vocabulary().words()));
    try (CaptionNetwork captioner = bundle.openCaptioner()) {
      DecoderConfig decoder = captioner.config();
      assertEquals(64, decoder.units());
      assertEquals(32, decoder.embeddingSize());
      assertEquals(network.attention, decoder.attention());
      assertEquals(bundle.vocabulary().size(), decoder.vocabularySize());
      assertEquals(bundle.preset().architecture().gridSize(), decoder.memorySize());
    }
  }

  @ParameterizedTest
  @EnumSource
  @Slow
  void resumedRunWritesTheSameModelAsTheUninterruptedOne(Network network) throws IOException {
    ToyTraining two = toy(network).epochs(2, 0.01);
    Path whole = folder.resolve("whole.zip");
    Path part = folder.resolve("part.zip");
    two.train(whole);
    TrainingPosition stopped =
        two.train(part, new RecordedReport(), after(ToyTraining.BATCHES + 3));
    assertEquals(1, stopped.epoch());
    assertEquals(3, stopped.nextBatch());
    assertTrue(Files.exists(part), "a stopped run leaves a model");
    assertTrue(two.resume(part).finished());
    assertArrayEquals(weights(whole), weights(part));
    assertArrayEquals(Files.readAllBytes(checkpoint(whole)), Files.readAllBytes(checkpoint(part)));
  }

  private static Path checkpoint(Path bundle) {
    return ToyTraining.checkpoint(bundle).resolve("checkpoint.safetensors");
  }

  @Test
  void checkpointOfOtherSettingsIsRefused() throws IOException {
    Path bundle = folder.resolve("m.zip");
    toy.train(bundle);
    IOException refused = assertThrows(IOException.class, () -> toy.epochs(1, 0.5).resume(bundle));
    assertTrue(refused.getMessage().contains("belongs to another run"), refused.getMessage());
  }

  /** Both ways of going on from a model, for networks that attend and that do not. */
  @ParameterizedTest
  @CsvSource({"VECTOR,0", "SOFT,0", "VECTOR,4", "SOFT,4"})
  void modelIsTrainedOn(Network network, int samples) throws IOException {
    Path second = folder.resolve("second.zip");
    TrainingPosition end =
        toy.from(file(network), samples, false)
            .epochs(1, 1e-5)
            .train(second, new RecordedReport(), () -> false);
    ModelBundle before = bundle(network);
    ModelBundle after = ModelBundle.read(second);
    assertEquals(before.vocabulary().words(), after.vocabulary().words());
    assertArrayEquals(before.encoderWeights(), after.encoderWeights(), "the encoder stays");
    assertEquals(
        before.manifest().provenance().result().score(),
        end.bestScore(),
        0.02,
        "it begins where it ended");
    try (CaptionNetwork old = before.openCaptioner();
        CaptionNetwork trained = after.openCaptioner()) {
      assertEquals(old.config(), trained.config());
      float[] first = old.weights().get("cell.Wh");
      float[] last = trained.weights().get("cell.Wh");
      float change = 0;
      for (int i = 0; i < first.length; i++) {
        change = Math.max(change, Math.abs(first[i] - last[i]));
      }
      assertTrue(change > 0 && change < 1e-3, "it learns, a little: " + change);
    }
  }

  @Test
  void modelGoesOnWithAnotherEncoder() throws IOException {
    Path second = folder.resolve("second.zip");
    toy.from(file(Network.SOFT), 0, false)
        .withEncoder(toy.encoder().replace("@32", "@48"))
        .train(second);
    ModelBundle after = ModelBundle.read(second);
    assertEquals(48, after.preset().preprocessing().width());
    assertEquals(bundle(Network.SOFT).vocabulary().words(), after.vocabulary().words());
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "SOFT"})
  @Slow
  void encoderIsFineTunedThroughTheCaptionersLoss(Network network) throws IOException {
    ToyTraining on = toy.from(file(network), 0, true).epochs(2, 1e-5);
    Path second = folder.resolve("second.zip");
    RecordedReport report = new RecordedReport();
    TrainingPosition end = on.train(second, report, () -> false);
    assertTrue(
        report.notes.stream().anyMatch(note -> note.endsWith("the encoder's among them")),
        report.notes.toString());
    ModelBundle before = bundle(network);
    ModelBundle after = ModelBundle.read(second);
    assertEquals(
        before.manifest().provenance().result().score(),
        end.bestScore(),
        0.1,
        "it begins where it ended");
    assertFalse(
        Arrays.equals(before.encoderWeights(), after.encoderWeights()), "the encoder learns");
    assertEquals(before.preset().name(), after.preset().name());
    Path third = folder.resolve("third.zip");
    assertEquals(1, on.train(third, report, after(IMAGES / 4 + 1)).epoch());
    on.resume(third);
    assertArrayEquals(weights(second), weights(third), "resumed to the bit");
    assertArrayEquals(after.encoderWeights(), ModelBundle.read(third).encoderWeights());
  }

  @Test
  void encoderBehindHardAttentionIsNotFineTuned() {
    ToyTraining on = toy.from(file(Network.HARD), 0, true);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> on.train(folder.resolve("second.zip")));
    assertTrue(
        refused.getMessage().startsWith("fineTuneEncoder needs a model with soft attention"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("HARD.zip"), refused.getMessage());
  }

  @Test
  void imageThatCannotBeReadIsNamedAndLeftOut() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    for (String name : List.of("red0", "green0")) {
      Files.copy(shared.resolve("photos/" + name + ".png"), data.resolve(name + ".png"));
      Files.copy(shared.resolve("photos/" + name + ".txt"), data.resolve(name + ".txt"));
    }
    Files.write(data.resolve("bad.png"), new byte[] {1, 2, 3});
    Files.writeString(data.resolve("bad.txt"), "nothing\n");
    RecordedReport report = toy.on(List.of("folder:" + data), List.of()).train(bundle());
    assertTrue(
        report.notes.stream().anyMatch(note -> note.contains("bad.png") && note.contains("left")),
        report.notes.toString());
    assertTrue(
        report.notes.stream().anyMatch(note -> note.startsWith("12 captions of 3 images")),
        report.notes.toString());
  }

  private Path bundle() {
    return folder.resolve("m.zip");
  }

  @Test
  void trainsOnSeveralDataSetsWhoseFilesHaveTheSameNames() throws IOException {
    Path data = Files.createDirectory(folder.resolve("more"));
    Files.copy(shared.resolve("photos/green0.png"), data.resolve("red0.png"));
    Files.writeString(data.resolve("red0.txt"), "Something verdant .\n".repeat(6));
    RecordedReport report =
        toy.on(List.of(toy.data().get(0), "folder:" + data), List.of()).train(bundle());
    assertTrue(
        report.notes.stream().anyMatch(note -> note.startsWith("102 captions of 17 images")),
        report.notes.toString());
    ModelBundle model = ModelBundle.read(bundle());
    assertEquals("folder:photos + folder:more", model.manifest().provenance().dataset().data());
    assertTrue(model.vocabulary().id("verdant") != Vocabulary.UNK);
  }

  @Test
  void severalDevSetsAreScoredEachAndDataIsDrawnByWeight() throws IOException {
    String data = toy.data().get(0);
    RecordedReport report = new RecordedReport();
    int[] batches = {0};
    toy.on(List.of(data, data), List.of(0.25, 0.5))
        .train(
            bundle(),
            report,
            () -> {
              batches[0]++;
              return false;
            });
    assertEquals(0.75 * ToyTraining.BATCHES, batches[0], 4);
    String line = report.scores.get(0);
    assertTrue(line.matches("BLEU-4 / CIDEr (.*): \\1 \\(photos 1\\)  \\1 \\(photos 2\\)"), line);
    Map<String, Double> scores =
        ModelBundle.read(bundle()).manifest().provenance().result().scores();
    assertTrue(scores.containsKey("CIDEr (photos 2)"), scores.toString());
  }
}
