package org.showtell.app.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.ColouredSquares;
import org.showtell.app.model.EncoderSource;
import org.showtell.coco.CaptionedImage;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.training.distillation.DevScore;
import org.showtell.encoder.training.distillation.DistillationConfig;
import org.showtell.encoder.training.distillation.DistillationPosition;
import org.showtell.encoder.training.distillation.LossParts;
import org.showtell.encoder.training.distillation.RateRange;
import org.showtell.encoder.training.distillation.WordLabels;
import org.showtell.encoder.training.teacher.Teacher;
import org.showtell.encoder.training.teacher.TeacherView;
import org.showtell.encoder.weights.SafetensorsFile;

/** From a folder of pictures and a teacher of colours to a file that {@code --encoder} takes. */
class EncoderTrainingRunTest {
  @TempDir static Path shared;
  private static Path photos;

  @TempDir Path folder;
  private final Notes notes = new Notes();

  /** A teacher that sees the colours of a picture's upper and lower half. */
  private static final class Colours implements Teacher {
    @Override
    public int side() {
      return 32;
    }

    @Override
    public int size() {
      return 3;
    }

    @Override
    public int classes() {
      return 3;
    }

    @Override
    public String hash() {
      return "colours";
    }

    @Override
    public TeacherView look(PixelBatch rgb) {
      float[] halves = new float[rgb.batch() * 2 * 3];
      int half = rgb.imageLength() / 2;
      for (int i = 0; i < rgb.values().length; i++) {
        halves[i / half * 3 + i % 3] += rgb.values()[i] / 100 / (half / 3);
      }
      FeatureGrid grid = new FeatureGrid(rgb.batch(), 2, 1, 3, halves);
      float[] pooled = grid.mean().values();
      return new TeacherView(grid, pooled, pooled.clone());
    }

    @Override
    public void close() {}
  }

  /** What the run told. */
  private static final class Notes implements EncoderTrainingReport {
    private final List<String> lines = new ArrayList<>();
    private final List<DevScore> scores = new ArrayList<>();

    @Override
    public void note(String line) {
      lines.add(line);
    }

    @Override
    public void decoded(int photos) {}

    @Override
    public void step(long step, long steps, int size, LossParts mean) {}

    @Override
    public void epoch(int epoch, LossParts mean, DevScore dev, boolean best) {
      scores.add(dev);
    }
  }

  @BeforeAll
  static void drawPictures() throws IOException {
    photos = shared.resolve("photos");
    ColouredSquares.draw(photos);
    Files.writeString(photos.resolve("broken.png"), "no picture");
    for (int i = 0; i < 4; i++) {
      Files.writeString(photos.resolve("red" + i + ".txt"), "a red square .\n".repeat(5));
    }
  }

  private EncoderTrainingConfig config(String data, List<String> from, boolean resume) {
    return new EncoderTrainingConfig(
        Path.of("teacher.onnx"),
        from,
        false,
        data,
        "all",
        List.of(photos.resolve("blue1.png").toString(), photos.resolve("red2.png").toString()),
        "starter",
        32,
        folder.resolve("e.safetensors"),
        folder.resolve("checkpoint"),
        resume,
        new DistillationConfig(
            1, 4, 1e-4, false, 0.02, 2, 5, 0.9, List.of(32), 0.5, 0, 1, 0.3, 60, 1),
        "showtell train encoder");
  }

  @Test
  void aRunThatWasStoppedEndsInAnEncoderThatOtherCommandsTake() throws IOException {
    String data = "folder:" + photos;
    List<String> more = List.of(photos.toString());
    DistillationPosition cut =
        new EncoderTrainingRun(config(data, more, false), notes).run(new Colours(), () -> true);
    assertEquals(1, cut.step());
    assertTrue(
        notes.lines.get(0).matches(".*broken\\.png: not an image .*; skipped"),
        notes.lines.toString());
    assertTrue(
        notes.lines.contains("0 words of the captions of 4 photos are labels too"),
        notes.lines.toString());

    DistillationPosition end =
        new EncoderTrainingRun(config(data, more, true), notes).run(new Colours(), () -> false);
    assertTrue(end.finished());
    assertEquals(5, end.steps());
    assertEquals(end.best(), notes.scores.get(0));
    Path output = folder.resolve("e.safetensors");
    try (SafetensorsFile file = SafetensorsFile.open(output)) {
      assertEquals("F16", file.type("conv1.weight"));
      assertEquals("sha256:colours", file.metadata().get("teacher"));
    }
    try (ImageEncoder encoder = EncoderSource.of(output.toString()).open(FeatureKind.VECTOR)) {
      assertEquals(512, encoder.spec().vectorSize());
    }
  }

  @Test
  void ratesAreTriedWithoutWritingAnEncoder() throws IOException {
    List<String> more = List.of(photos.toString());
    RateRange range =
        new EncoderTrainingRun(config(null, more, false), notes)
            .tryRates(new Colours(), 4, () -> false);
    assertEquals(1e-7, range.points().get(0).rate(), 1e-15);
    assertTrue(range.points().get(0).loss() > 0, range.toString());
    assertFalse(Files.exists(folder.resolve("e.safetensors")));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new EncoderTrainingRun(config(null, more, true), notes)
                    .tryRates(new Colours(), 4, () -> false));
    assertTrue(refused.getMessage().contains("leave it out"), refused.getMessage());
  }

  @Test
  void withoutACheckpointThereIsNothingToGoOnFrom() {
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                new EncoderTrainingRun(config(null, List.of(photos.toString()), true), notes)
                    .run(new Colours(), () -> false));
    assertTrue(refused.getMessage().contains("start without --resume"), refused.getMessage());
  }

  @Test
  void wordsAreSharesOfAPhotosCaptions() {
    List<CaptionedImage> examples = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      examples.add(
          new CaptionedImage(
              "p" + i, "p" + i, List.of("The dog runs .", "A dog and " + (i + 2) + " cats .")));
    }
    WordLabels labels = new CaptionWords().labels(examples);
    assertEquals(List.of("cats", "dog", "runs"), labels.words());
    assertArrayEquals(new float[] {0.5f, 1, 0.5f}, labels.byPhoto().get(3));
  }

  @Test
  void thereMustBePhotos() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new EncoderTrainingConfig(
                    Path.of("t.onnx"),
                    List.of(),
                    false,
                    null,
                    "train",
                    List.of(),
                    "starter",
                    144,
                    Path.of("e.safetensors"),
                    folder,
                    false,
                    config(null, List.of("x"), false).distillation(),
                    ""));
    assertTrue(refused.getMessage().contains("name --photos"), refused.getMessage());
  }
}
