package org.showtell.app.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.CaptionerFactory;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptioner;
import org.showtell.app.caption.PhotoPipeline;
import org.showtell.app.caption.PhotoPipeline.Config;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.Preview;
import org.showtell.app.output.file.Jpeg;

/**
 * How fast this machine captions with the model that ships: its stages one by one, then whole runs
 * with several numbers of threads and batch sizes by turns, and which of them to use.
 *
 * @param budget about how long it takes, loading and compiling apart
 */
record SpeedCheck(Duration budget) {
  private static final String TOPIC = "speed";
  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;
  private static final float QUALITY = 0.9f;
  private static final int ROUNDS = 2;
  private static final int WARM_UP = 16; // photos
  private static final double STAGE_SHARE = 0.03; // of the budget, for each of five stages
  private static final double RUNS_SHARE = 0.6; // for whole runs
  private static final double WORTHWHILE = 1.05;
  private static final double BUSY = 0.15;

  List<Finding> findings(CaptionerFactory captioners) {
    double others = loadOfOthers();
    long begin = System.nanoTime();
    try (PhotoCaptioner captioner = captioners.open(CaptionOptions.defaults())) {
      double load = millisSince(begin);
      byte[] jpeg = photo();
      List<Finding> findings = new ArrayList<>();
      findings.add(load(others));
      findings.addAll(stages(captioner, jpeg, load));
      findings.addAll(runs(captioner, jpeg));
      return findings;
    } catch (ModelLoadException | IOException e) {
      return List.of(Finding.missing(TOPIC, e.getMessage(), "see the lines above"));
    }
  }

  /** The part of the processor that is in use before this program begins; below 0 if unknown. */
  private double loadOfOthers() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    system.getCpuLoad(); // since the last call
    try {
      Thread.sleep((long) (STAGE_SHARE * budget.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return system.getCpuLoad();
  }

  static Finding load(double others) {
    if (others < 0) {
      return Finding.good("load", "of other programs: not known");
    }
    String text =
        String.format(Locale.ROOT, "other programs use %.0f %% of the processor", 100 * others);
    return others < BUSY
        ? Finding.good("load", text)
        : Finding.note("load", text, "what follows is slower for it; close them and measure again");
  }

  private List<Finding> stages(PhotoCaptioner captioner, byte[] jpeg, double load)
      throws IOException {
    int batch = Config.defaults().batchSize();
    List<float[]> one = List.of(captioner.preprocess(jpeg, "bench.jpg"));
    List<float[]> many = Collections.nCopies(batch, one.get(0));
    List<float[]> features = captioner.features(many);
    double decoding = millis(() -> captioner.preprocess(jpeg, "bench.jpg"));
    double encoderAlone = millis(() -> captioner.features(one));
    double encoder = millis(() -> captioner.features(many)) / batch;
    double searchAlone = millis(() -> captioner.decode(features.subList(0, 1)));
    double search = millis(() -> captioner.decode(features)) / batch;
    return List.of(
        say("loading %.0f ms; a JPEG of 12 megapixels %.1f ms on one thread", load, decoding),
        say("encoder %.1f ms a photo alone, %.1f in batches of %d", encoderAlone, encoder, batch),
        say("search %.1f ms a photo alone, %.1f in batches of %d", searchAlone, search, batch));
  }

  private static Finding say(String format, Object... values) {
    return Finding.good(TOPIC, String.format(Locale.ROOT, format, values));
  }

  /** Whole runs by turns: a choice is compared with what ran just before and after it. */
  private List<Finding> runs(PhotoCaptioner captioner, byte[] jpeg) throws IOException {
    Config usual = Config.defaults();
    Map<Config, double[]> rates = new LinkedHashMap<>();
    for (Config config :
        List.of(
            usual,
            new Config(1, usual.batchSize()),
            new Config(2 * usual.threads(), usual.batchSize()),
            new Config(usual.threads(), 1),
            new Config(usual.threads(), 2 * usual.batchSize()))) {
      rates.put(config, new double[ROUNDS]);
    }
    photosPerSecond(captioner, usual, jpeg, WARM_UP); // for the compiler
    double first = photosPerSecond(captioner, usual, jpeg, WARM_UP);
    double seconds = RUNS_SHARE * budget.toMillis() / 1e3 / ROUNDS / rates.size();
    int photos = Math.max(2 * usual.batchSize(), (int) (first * seconds));
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<Config, double[]> rate : rates.entrySet()) {
        rate.getValue()[round] = photosPerSecond(captioner, rate.getKey(), jpeg, photos);
      }
    }
    return advice(usual, rates);
  }

  /**
   * What to use: another choice than the usual one only if it was faster in every round, since
   * other programs slow down now one and now the other.
   *
   * @param rates photos per second of each choice in each round, the usual one among them
   */
  static List<Finding> advice(Config usual, Map<Config, double[]> rates) {
    double[] ofUsual = rates.get(usual);
    Config best = usual;
    double gain = WORTHWHILE;
    for (Map.Entry<Config, double[]> rate : rates.entrySet()) {
      double least =
          IntStream.range(0, ofUsual.length)
              .mapToDouble(round -> rate.getValue()[round] / ofUsual[round])
              .min()
              .orElse(0);
      if (least > gain) {
        gain = least;
        best = rate.getKey();
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<Config, double[]> rate : rates.entrySet()) {
      Config config = rate.getKey();
      String text =
          String.format(
              Locale.ROOT,
              "photos of 12 megapixels: %.1f/s with %s%s",
              best(rate.getValue()),
              flags(config),
              config.equals(usual) ? " (the defaults)" : "");
      findings.add(
          config.equals(best) && !best.equals(usual)
              ? Finding.note(TOPIC, text, "use " + flags(best) + " here")
              : Finding.good(TOPIC, text));
    }
    return findings;
  }

  private static double best(double[] rates) {
    return Arrays.stream(rates).max().orElse(0);
  }

  private static String flags(Config config) {
    return "--threads " + config.threads() + " --batch-size " + config.batchSize();
  }

  private static double photosPerSecond(
      PhotoCaptioner captioner, Config config, byte[] jpeg, int photos) throws IOException {
    PhotoInput photo =
        new PhotoInput(
            "bench.jpg",
            Optional.empty(),
            Path.of("bench.jpg"),
            () -> new ByteArrayInputStream(jpeg));
    long begin = System.nanoTime();
    new PhotoPipeline(captioner, config, Preview.Maker.NONE, ScoreFloor.NONE)
        .run(Collections.nCopies(photos, photo).iterator(), done -> {});
    return photos * 1000 / millisSince(begin);
  }

  /** Work that may fail as an image does. */
  @FunctionalInterface
  private interface Stage {
    Object run() throws IOException;
  }

  /** The median of the calls that a stage's share of the budget allows, at least one. */
  private double millis(Stage stage) throws IOException {
    stage.run(); // the first is for the compiler
    List<Double> times = new ArrayList<>();
    long begin = System.nanoTime();
    do {
      long start = System.nanoTime();
      stage.run();
      times.add(millisSince(start));
    } while (millisSince(begin) < STAGE_SHARE * budget.toMillis());
    Collections.sort(times);
    return times.get(times.size() / 2);
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  /** A JPEG with as much detail as a camera's; what it shows does not matter. */
  private static byte[] photo() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    SplittableRandom random = new SplittableRandom(1);
    int[] row = new int[WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        row[x] = (x >> 4 & 0xff) << 16 | (y >> 4 & 0xff) << 8 | random.nextInt(16);
      }
      image.setRGB(0, y, WIDTH, 1, row, 0, WIDTH);
    }
    return Jpeg.of(image, QUALITY);
  }
}
