package org.showtell.app.training.vqa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.showtell.app.ColouredSquares;
import org.showtell.app.RandomEncoder;
import org.showtell.app.answer.BundleAnswerer;
import org.showtell.app.answer.BundleAnswerer.EncodedImage;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.training.RecordedReport;
import org.showtell.app.training.RunProvenance;
import org.showtell.app.training.TrainingFiles;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CellType;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.testing.Slow;

/** From a table of questions to a bundle that answers them. */
class VqaTrainingRunTest {
  @TempDir static Path shared;
  private static String data;
  private static Path encoder;

  @TempDir Path folder;

  @BeforeAll
  static void drawPictures() throws IOException {
    ColouredSquares.draw(shared.resolve("photos"));
    ColouredSquares.ask(shared.resolve("questions.csv"));
    encoder = shared.resolve("random.safetensors");
    RandomEncoder.write(encoder);
    data = "questions:" + shared.resolve("questions.csv") + "," + shared.resolve("photos");
  }

  private VqaTrainingConfig config(
      ImageUse image, String output, boolean resume, int epochs, double rate) {
    boolean grid = image == ImageUse.GRID;
    return new VqaTrainingConfig(
        new TrainingFiles(
            new TrainingFiles.Data(List.of(data), "all", List.of(data), "all", List.of()),
            TrainingFiles.Sentences.NONE,
            new TrainingFiles.Encoder(
                encoder + "@32", EncoderWeights.in(folder), shared.resolve("features")),
            new TrainingFiles.Output(
                folder.resolve(output), "toy", null, "showtell train vqa --data " + data),
            new TrainingFiles.Checkpoint(folder.resolve("checkpoint"), resume)),
        null,
        image == ImageUse.PLACES ? new VqaTrainingConfig.TrainedEncoder(16, "8,P,16", 1) : null,
        new VqaTrainingConfig.NetworkSizes(
            image,
            new VqaTrainingConfig.QuestionSizes(16, 16, 2, true, CellType.GRU),
            32,
            grid ? AttentionConfig.soft(16).withGate(AttentionConfig.Gate.NONE) : null,
            1,
            0.1),
        100,
        1,
        new TrainerConfig(
            8,
            new TrainerConfig.Optimiser(rate, 1, 1, 5),
            new TrainerConfig.Regularisation(0, 0.9),
            new TrainerConfig.Stopping(epochs, 0),
            3));
  }

  static Stream<ImageUse> uses() {
    return Stream.of(ImageUse.VECTOR, ImageUse.GRID, ImageUse.PLACES);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void trainedModelAnswersAboutItsPictures(ImageUse image) throws IOException, ModelLoadException {
    RecordedReport report = new RecordedReport();
    boolean own = image == ImageUse.PLACES;
    new VqaTrainingRun(config(image, "m.zip", false, own ? 60 : 25, own ? 0.005 : 0.01), report)
        .run(() -> report.lastStartsWith("accuracy 100"));
    ModelBundle bundle = ModelBundle.read(folder.resolve("m.zip"));
    assertTrue(bundle.manifest().provenance().result().score() > 95, report.scores.toString());
    assertTrue(!bundle.card().contains(shared.toString()), "a card does not tell where data lay");
    assertEquals(own, bundle.card().contains("learnt with the model: 8,P,16, pictures of 16x16"));
    try (BundleAnswerer answerer =
        BundleAnswerer.open(folder.resolve("m.zip").toString(), EncoderWeights.in(folder))) {
      EncodedImage blue = answerer.encode(shared.resolve("photos").resolve("blue1.png"));
      assertEquals("blue", first(answerer, blue, "What color is the square?"));
      assertEquals("yes", first(answerer, blue, "is it blue?"));
      assertEquals("no", first(answerer, blue, "is it red?"));
      assertEquals(image != ImageUse.VECTOR, answerer.attends());
      assertEquals(
          image != ImageUse.VECTOR, answerer.answer(blue, "is it red?", 1).attention() != null);
    }
  }

  private static String first(BundleAnswerer answerer, EncodedImage photo, String question) {
    return answerer.answer(photo, question, 1).answers().get(0).answer();
  }

  @Test
  void blindModelCannotTellTheColours() throws IOException {
    new VqaTrainingRun(config(ImageUse.NONE, "m.zip", false, 5, 0.01), new RecordedReport())
        .run(() -> false);
    // "No" is right three times out of four, a colour once: 4/5 * 3/4 + 1/5 * 1/4.
    double score =
        ModelBundle.read(folder.resolve("m.zip")).manifest().provenance().result().score();
    assertEquals(65, score, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("uses")
  @Slow
  void resumedRunWritesTheSameModelAsTheUninterruptedOne(ImageUse image) throws IOException {
    new VqaTrainingRun(config(image, "whole.zip", false, 3, 0.01), new RecordedReport())
        .run(() -> false);
    Files.delete(folder.resolve("checkpoint").resolve("checkpoint.safetensors"));
    int[] seen = {0};
    TrainingPosition stopped =
        new VqaTrainingRun(config(image, "part.zip", false, 3, 0.01), new RecordedReport())
            .run(() -> ++seen[0] == 14);
    assertEquals(1, stopped.epoch());
    new VqaTrainingRun(config(image, "part.zip", true, 3, 0.01), new RecordedReport())
        .run(() -> false);
    assertArrayEquals(weights("whole.zip"), weights("part.zip"));
  }

  private float[] weights(String bundle) throws IOException {
    try (var network = ModelBundle.read(folder.resolve(bundle)).openAnswerer()) {
      return network.parameters().values().data().asFloat();
    }
  }

  private VqaTrainingConfig twoDataSets(String output, boolean resume) {
    VqaTrainingConfig one = config(ImageUse.VECTOR, output, resume, 4, 0.01);
    TrainingFiles files = one.files();
    List<String> twice = List.of(data, data);
    return new VqaTrainingConfig(
        new TrainingFiles(
            new TrainingFiles.Data(twice, "all", twice, "all", List.of(0.5, 1.25)),
            files.text(),
            files.encoder(),
            files.output(),
            files.checkpoint()),
        one.into(),
        one.own(),
        one.network(),
        one.answers(),
        one.minWordCount(),
        one.trainer());
  }

  @Test
  @Slow
  void twoDataSetsAreDrawnByWeightAndScoredEachAndGoOnToTheBit() throws IOException {
    RecordedReport report = new RecordedReport();
    new VqaTrainingRun(twoDataSets("whole.zip", false), report).run(() -> false);
    assertTrue(
        report.scores.get(0).matches("accuracy ([0-9.]+): \\1 \\(.* 1\\) \\1 \\(.* 2\\)"),
        report.scores.get(0));
    Files.delete(folder.resolve("checkpoint").resolve("checkpoint.safetensors"));
    int[] seen = {0};
    new VqaTrainingRun(twoDataSets("part.zip", false), new RecordedReport())
        .run(() -> ++seen[0] == 24);
    new VqaTrainingRun(twoDataSets("part.zip", true), new RecordedReport()).run(() -> false);
    assertArrayEquals(weights("whole.zip"), weights("part.zip"));
    assertTrue(ModelBundle.read(folder.resolve("part.zip")).card().contains("[0.5, 1.25]"));
  }

  @Test
  void aDataSetIsCalledByItsFolderInTheLineOfItsScore() {
    assertEquals(
        List.of("flickr8k", "coco"),
        RunProvenance.brief(
            List.of(
                "captions:flickr8k:/data/flickr8k", "vqa:../coco/q.json,../coco/a.json,dev.zip")));
    assertEquals(
        List.of("q.csv 1", "q.csv 2"), RunProvenance.brief(List.of("questions:q.csv,i", "q.csv")));
  }

  @Test
  void checkpointOfOtherSettingsIsRefused() throws IOException {
    new VqaTrainingRun(config(ImageUse.VECTOR, "m.zip", false, 1, 0.01), new RecordedReport())
        .run(() -> false);
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                new VqaTrainingRun(
                        config(ImageUse.VECTOR, "m.zip", true, 1, 0.5), new RecordedReport())
                    .run(() -> false));
    assertTrue(refused.getMessage().contains("belongs to another run"), refused.getMessage());
  }
}
