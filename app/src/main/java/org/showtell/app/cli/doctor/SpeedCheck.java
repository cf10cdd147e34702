package org.showtell.app.cli.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.CaptionerFactory;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptioner;

/** How fast the model that ships captions here: one photo alone, and photos in batches. */
public final class SpeedCheck implements Check {
  private static final int BATCH = 16;
  private static final int ROUNDS = 5;

  private final CaptionerFactory captioners;

  /**
   * @param captioners loads the model
   */
  public SpeedCheck(CaptionerFactory captioners) {
    this.captioners = captioners;
  }

  @Override
  public List<Finding> findings() {
    long begin = System.nanoTime();
    try (PhotoCaptioner captioner = captioners.open(CaptionOptions.defaults())) {
      float[] grey = captioner.preprocess(GreyImage.PNG, "bench");
      double load = millisSince(begin);
      double alone = best(captioner, List.of(grey));
      double batch = best(captioner, Collections.nCopies(BATCH, grey)) / BATCH;
      return List.of(
          Finding.good(
              "speed",
              String.format(
                  Locale.ROOT,
                  "loading %.0f ms; a photo %.1f ms alone, %.1f ms in batches of %d, decoding apart",
                  load,
                  alone,
                  batch,
                  BATCH)));
    } catch (ModelLoadException | java.io.IOException e) {
      List<Finding> failed = new ArrayList<>();
      failed.add(Finding.missing("speed", e.getMessage(), "see the lines above"));
      return failed;
    }
  }

  private static double best(PhotoCaptioner captioner, List<float[]> pixels) {
    double[] millis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      captioner.caption(pixels);
      millis[i] = millisSince(begin);
    }
    return Arrays.stream(millis).min().orElseThrow();
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
