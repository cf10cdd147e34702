package org.showtell.benchmarks.peer;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One of those that do the same work. Whoever opens a side closes it. */
public interface Side extends AutoCloseable {
  /** The engine with its version, as the table shows it. */
  String name();

  /** Does the work once, and returns the milliseconds that it took. */
  double run();

  /**
   * What the last run gave, in the layout that all sides of a comparison share; empty where there
   * is nothing to compare.
   */
  default float[] result() {
    return new float[0];
  }

  @Override
  void close();

  /** A side of this process: the work's time is taken around it. */
  static Side of(String name, Supplier<float[]> work, Runnable close) {
    return of(name, work, UnaryOperator.identity(), close);
  }

  /** The same with a layout of its own, which is turned into the shared one after the run. */
  static Side of(
      String name, Supplier<float[]> work, UnaryOperator<float[]> layout, Runnable close) {
    return new Side() {
      private float[] last = {};

      @Override
      public String name() {
        return name;
      }

      @Override
      public double run() {
        long start = System.nanoTime();
        last = work.get();
        return (System.nanoTime() - start) / 1e6;
      }

      @Override
      public float[] result() {
        return layout.apply(last);
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }

  /** {@code [B,C,area]} to {@code [B,area,C]}. */
  static float[] channelsLast(float[] values, int batch, int channels) {
    int area = values.length / batch / channels;
    float[] turned = new float[values.length];
    for (int b = 0; b < batch; b++) {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < area; i++) {
          turned[(b * area + i) * channels + c] = values[(b * channels + c) * area + i];
        }
      }
    }
    return turned;
  }

  /** {@code [B,area,C]} to {@code [B,C,area]}. */
  static float[] channelsFirst(float[] values, int batch, int channels) {
    return channelsLast(values, batch, values.length / batch / channels);
  }
}
