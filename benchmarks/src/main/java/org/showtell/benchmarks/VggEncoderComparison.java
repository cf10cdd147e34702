package org.showtell.benchmarks;

import ai.onnxruntime.OrtException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Milliseconds from the pixels of one photo to VGG16's grid by Showtell, ONNX Runtime and
 * Deeplearning4j, and what Showtell takes beside the others.
 *
 * <p>A round is one call of each engine, one right after the other, so that a machine that grows
 * hot or busy slows all alike; the ratio that counts is the median of the rounds'. Between the
 * calls is a pause, in which the threads of the last engine stop waiting for more.
 */
public final class VggEncoderComparison {
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 21;
  private static final long PAUSE_MILLIS = 100;

  private VggEncoderComparison() {}

  /** Compares in so many rounds, or 21. */
  public static void main(String[] arguments) throws OrtException, InterruptedException {
    int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
    VggSides sides = VggSides.vgg16(1);
    System.out.printf(
        Locale.ROOT,
        "Milliseconds from one photo's pixels to VGG16's grid [14,14,512]%n"
            + "%d processors, load average %.1f before the first round%n%n",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    try (VggSides.GridEncoder showtell = sides.showtell();
        VggSides.GridEncoder onnxRuntime = sides.onnxRuntime();
        VggSides.GridEncoder deeplearning4j = sides.deeplearning4j()) {
      Rounds table =
          new Rounds(
              List.of("Showtell", "ONNX Runtime", "Deeplearning4j", "to ORT", "to DL4J"),
              List.of(10, 13, 16),
              1);
      System.out.print(table.header());
      for (int round = 1 - WARM_UP; round <= rounds; round++) {
        double our = millis(showtell);
        double theirs = millis(onnxRuntime);
        double peer = millis(deeplearning4j);
        if (round > 0) {
          System.out.print(table.add(our, theirs, peer).lastLine());
        }
      }
      System.out.print(table.medianLine());
    }
  }

  private static double millis(VggSides.GridEncoder encoder) throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    long start = System.nanoTime();
    encoder.grid();
    return (System.nanoTime() - start) / 1e6;
  }
}
