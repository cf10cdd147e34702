package org.showtell.encoder.video.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.video.Clip;
import org.showtell.encoder.video.VideoReader;
import org.showtell.encoder.video.VideoReaderConfig;

/** Shots that melt into each other, and what looks like it and is none. */
class GradualShotsTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int RATE = 10;

  @TempDir Path folder;

  /** A scene without end: waves of all directions and colours. */
  private record Scene(double[][] waves) {
    static Scene of(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] waves = new double[8][];
      for (int i = 0; i < waves.length; i++) {
        waves[i] = random.doubles(6, -1, 1).toArray();
      }
      return new Scene(waves);
    }

    /** What a camera sees that points so far to the right, 1 being a picture's width. */
    double[] at(double right, double light) {
      double[] rgb = new double[WIDTH * HEIGHT * 3];
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        double x = i % WIDTH / (double) WIDTH + right;
        double y = i / WIDTH / (double) HEIGHT;
        for (double[] wave : waves) {
          double value = Math.sin(2 * Math.PI * (4 * wave[0] * x + 4 * wave[1] * y + wave[2]));
          for (int c = 0; c < 3; c++) {
            rgb[i * 3 + c] += 40 * wave[3 + c] * value;
          }
        }
      }
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = light * Math.max(0, Math.min(255, 128 + rgb[i]));
      }
      return rgb;
    }
  }

  private static final Scene FIRST = Scene.of(1);
  private static final Scene SECOND = Scene.of(2);

  private static double[] mixture(double[] first, double[] second, double share) {
    double[] mixture = new double[first.length];
    for (int i = 0; i < mixture.length; i++) {
      mixture[i] = share * first[i] + (1 - share) * second[i];
    }
    return mixture;
  }

  /** Where the shots begin, in seconds, of a clip that shows this. */
  private List<Double> shots(double seconds, DoubleFunction<double[]> picture) throws IOException {
    List<RgbImage> frames = new ArrayList<>();
    for (int i = 0; i < seconds * RATE; i++) {
      double[] rgb = picture.apply(i / (double) RATE);
      byte[] bytes = new byte[rgb.length];
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] = (byte) Math.round(rgb[k]);
      }
      frames.add(new RgbImage(WIDTH, HEIGHT, bytes));
    }
    Path file = Clip.of(frames).rate(RATE).write(folder.resolve("clip.mov"));
    List<Double> starts = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(file, VideoReaderConfig.defaults())) {
      FrameSampler.scenes()
          .sample(reader)
          .forEachRemaining(sample -> starts.add(sample.start().toMillis() / 1000.0));
    }
    return starts;
  }

  private static double share(double time, double from, double length) {
    return Math.max(0, Math.min(1, 1 - (time - from) / length));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 1, 2})
  void shotMeltsIntoTheNextOne(double length) throws IOException {
    List<Double> starts =
        shots(
            6 + length,
            t -> mixture(FIRST.at(0.01 * t, 1), SECOND.at(0.02 * t, 1), share(t, 3, length)));
    assertEquals(2, starts.size(), starts.toString());
    assertEquals(3 + length / 2, starts.get(1), 0.3 + length / 4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 2, 5})
  void shotFadesOutAndTheNextOneIn(double length) throws IOException {
    List<Double> starts =
        shots(
            6 + length,
            t -> {
              double out = share(t, 3, length / 2);
              double in = 1 - share(t, 3 + length / 2, length / 2);
              return t < 3 + length / 2 ? FIRST.at(0, out) : SECOND.at(0, in);
            });
    assertEquals(2, starts.size(), starts.toString());
    assertEquals(3 + length / 2, starts.get(1), 0.3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.3})
  void cameraThatPansMakesNoShots(double speed) throws IOException {
    assertEquals(1, shots(8, t -> FIRST.at(speed * t, 1)).size());
  }

  @Test
  void lightThatChangesSlowlyMakesNoShots() throws IOException {
    assertEquals(1, shots(8, t -> FIRST.at(0.02 * t, 0.65 + 0.35 * Math.cos(t))).size());
  }

  @Test
  void lightsThatGoOutAndOnMakeNoShots() throws IOException {
    assertEquals(
        1, shots(8, t -> FIRST.at(0, Math.max(share(t, 2, 1), 1 - share(t, 4, 1)))).size());
  }

  @Test
  void fadesAtTheEndsMakeNoShots() throws IOException {
    assertEquals(
        1, shots(8, t -> FIRST.at(0, Math.min(share(t, 6.5, 1), 1 - share(t, 0.5, 1)))).size());
  }

  @Test
  void blackBetweenTwoCutsIsOneShotAndNotTwo() throws IOException {
    List<Double> starts = shots(9, t -> t < 3 ? FIRST.at(0, 1) : SECOND.at(0, t < 6 ? 0 : 1));
    assertEquals(List.of(0.0, 3.0, 6.0), starts);
  }

  @Test
  void mixtureTellsItsShareAndWhatIsNone() {
    Thumbnail first = thumbnail(FIRST.at(0, 1));
    Thumbnail second = thumbnail(SECOND.at(0, 1));
    Thumbnail.Mixture mixture =
        thumbnail(mixture(FIRST.at(0, 1), SECOND.at(0, 1), 0.3)).mixtureOf(first, second);
    assertEquals(0.3, mixture.share(), 0.01);
    assertTrue(mixture.rest() < 0.02, mixture.toString());
    Thumbnail.Mixture none = thumbnail(Scene.of(3).at(0, 1)).mixtureOf(first, second);
    assertTrue(none.rest() > 0.5, none.toString());
    assertEquals(1, first.correlation(thumbnail(FIRST.at(0, 0.5))), 0.01);
  }

  private static Thumbnail thumbnail(double[] rgb) {
    byte[] bytes = new byte[rgb.length];
    for (int k = 0; k < bytes.length; k++) {
      bytes[k] = (byte) Math.round(rgb[k]);
    }
    return new Thumbnail(new RgbImage(WIDTH, HEIGHT, bytes));
  }
}
