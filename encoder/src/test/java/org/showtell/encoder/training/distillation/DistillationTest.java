package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.vgg.VggWeights;

class DistillationTest {
  private static final EncoderPreset PRESET =
      new EncoderPreset(
          "toy",
          VggArchitecture.stack("toy", 16, "6,P,8,P,10"),
          Preprocessing.imagenet(16),
          WeightOrigin.SHOWTELL,
          List.of(),
          "");
  private static final int SIDE = 20;
  private static final int TRAIN = 40;

  @TempDir private Path folder;
  private final Notes notes = new Notes();

  /** What the run reports. */
  private static final class Notes implements DistillationReport {
    private final List<Double> losses = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<DevScore> scores = new ArrayList<>();
    private VggWeights written;

    @Override
    public void note(String line) {}

    @Override
    public void step(long step, long steps, int size, LossParts mean) {
      sizes.add(size);
    }

    @Override
    public void epoch(int epoch, LossParts mean, DevScore dev, boolean best) {
      losses.add(mean.total(2, 0));
      scores.add(dev);
    }

    @Override
    public void better(VggWeights weights, DevScore dev) {
      written = weights;
    }
  }

  @BeforeEach
  void drawPhotos() throws IOException {
    write("train", TRAIN, 1);
    write("dev", 10, 2);
  }

  private void write(String name, int photos, long seed) throws IOException {
    Random random = new Random(seed);
    try (PhotoStore.Writer writer = new PhotoStore.Writer(folder.resolve(name), SIDE)) {
      for (int p = 0; p < photos; p++) {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        int[] colours = random.ints(12, 0, 256).toArray();
        for (int i = 0; i < rgb.length; i++) {
          int quarter = 2 * (i / 3 / SIDE * 2 / SIDE) + i / 3 % SIDE * 2 / SIDE;
          rgb[i] = (byte) colours[quarter * 3 + i % 3];
        }
        writer.add(rgb);
      }
      writer.finish();
    }
  }

  private static DistillationConfig config(int epochs, double rate) {
    return config(epochs, rate, false);
  }

  private static DistillationConfig config(int epochs, double rate, boolean muon) {
    return new DistillationConfig(
        epochs, 8, rate, muon, 0.01, 2, 5, 0.5, List.of(8, 16), 0.5, 0.2, 2, 0.3, 60, 3);
  }

  /** What is done with a run. */
  private interface Work<T> {
    T with(Distillation run) throws IOException;
  }

  private DistillationPosition run(
      String checkpoint, DistillationConfig config, boolean resume, BooleanSupplier stop)
      throws IOException {
    return with(
        checkpoint,
        config,
        run -> {
          if (resume) {
            run.resume();
          }
          return run.run(stop);
        });
  }

  private <T> T with(String checkpoint, DistillationConfig config, Work<T> work)
      throws IOException {
    List<float[]> labels = new ArrayList<>(Arrays.asList(new float[TRAIN][]));
    labels.set(0, new float[] {1, 0.2f});
    labels.set(5, new float[] {0, 1});
    try (PhotoStore train = PhotoStore.open(folder.resolve("train"), SIDE);
        PhotoStore dev = PhotoStore.open(folder.resolve("dev"), SIDE);
        Distillation run =
            new Distillation(
                PRESET,
                null,
                new ToyTeacher(),
                train,
                dev,
                new WordLabels(List.of("red", "blue"), labels),
                config,
                new DistillationCheckpoint(folder.resolve(checkpoint), "toy"),
                notes)) {
      return work.with(run);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void learnsWhatTheTeacherSeesAtGrowingSizes(boolean muon) throws IOException {
    DistillationPosition end = run("a", config(8, 0.01, muon), false, () -> false);
    assertTrue(end.finished());
    assertTrue(notes.losses.get(7) < 0.6 * notes.losses.get(0), notes.losses.toString());
    assertTrue(end.best().cosine() > 0.9, end.best().toString());
    assertEquals(8, notes.sizes.get(0));
    assertEquals(16, notes.sizes.get(notes.sizes.size() - 1));
    assertEquals(PRESET.architecture().tensorShapes().keySet(), notes.written.tensors().keySet());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunThatWasStoppedGoesOnToTheBit(boolean muon) throws IOException {
    DistillationPosition straight = run("a", config(2, 0.01, muon), false, () -> false);
    VggWeights expected = notes.written;
    AtomicInteger steps = new AtomicInteger();
    DistillationPosition cut =
        run("b", config(2, 0.01, muon), false, () -> steps.incrementAndGet() == 3);
    assertFalse(cut.finished());
    assertEquals(3, cut.step());
    DistillationPosition resumed = run("b", config(2, 0.01, muon), true, () -> false);
    assertEquals(straight, resumed);
    assertEquals(expected.hash(), notes.written.hash());
    for (String name : expected.tensors().keySet()) {
      assertArrayEquals(expected.tensors().get(name), notes.written.tensors().get(name), name);
    }
  }

  @Test
  void anotherRunsCheckpointIsRefused() throws IOException {
    run("a", config(1, 0.01), false, () -> true);
    IOException refused =
        assertThrows(IOException.class, () -> run("a", config(1, 0.02), true, () -> true));
    assertTrue(refused.getMessage().contains("belongs to another run"), refused.getMessage());
  }

  @Test
  void ratesAreTriedFromAThousandthToTenTimesThePeak() throws IOException {
    RateRange range = with("a", config(12, 0.03), run -> run.tryRates(60, () -> false));
    assertEquals(3e-5, range.points().get(0).rate(), 1e-12);
    assertTrue(range.points().get(range.points().size() - 1).rate() <= 0.3 * (1 + 1e-9));
    assertTrue(range.least().rate() > 1e-3, range.toString());
    assertTrue(range.least().loss() < 0.9 * range.points().get(0).loss(), range.toString());
    assertTrue(range.fastest().rate() <= range.least().rate(), range.toString());
    assertFalse(Files.exists(folder.resolve("a")), "a checkpoint was written");
  }

  @Test
  void hopelessRatesEndTheTrial() throws IOException {
    RateRange range = with("a", config(12, 1e6), run -> run.tryRates(60, () -> false));
    assertTrue(range.points().size() < 40, range.toString());
    assertEquals(1, with("b", config(1, 1), run -> run.tryRates(5, () -> true)).points().size());
    IllegalArgumentException tooMany =
        assertThrows(
            IllegalArgumentException.class,
            () -> with("c", config(1, 1), run -> run.tryRates(6, () -> false)));
    assertTrue(tooMany.getMessage().contains("2 to 5 steps, but got 6"), tooMany.getMessage());
  }

  @Test
  void aLossThatIsNoNumberStopsTheRun() {
    LearningDivergedException diverged =
        assertThrows(
            LearningDivergedException.class, () -> run("a", config(20, 1e18), false, () -> false));
    assertTrue(diverged.getMessage().contains("lower --learning-rate"), diverged.getMessage());
  }
}
