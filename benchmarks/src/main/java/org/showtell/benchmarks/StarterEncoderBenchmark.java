package org.showtell.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.Preprocessing;

/** Milliseconds per photo from pixels to the grid of the encoder that ships, in batches. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {BenchmarkJvm.HEAP, BenchmarkJvm.NATIVE, BenchmarkJvm.PHYSICAL, BenchmarkJvm.QUIET})
public class StarterEncoderBenchmark {
  private static final long SEED = 1;

  /** The network and its pixels. */
  @State(Scope.Benchmark)
  public static class Starter {
    private ImageEncoder encoder;
    private PixelBatch one;
    private PixelBatch eight;
    private PixelBatch thirtyTwo;

    @Setup(Level.Trial)
    public void open() {
      try {
        encoder = EncoderSource.of(ModelCatalog.STARTER).open(FeatureKind.GRID);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Preprocessing pixels = encoder.spec().preprocessing();
      one = pixels(pixels, 1);
      eight = pixels(pixels, 8);
      thirtyTwo = pixels(pixels, 32);
    }

    private static PixelBatch pixels(Preprocessing size, int photos) {
      int height = size.height();
      int width = size.width();
      float[] values = new float[photos * height * width * PixelBatch.CHANNELS];
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return new PixelBatch(photos, height, width, values);
    }

    @TearDown(Level.Trial)
    public void close() {
      encoder.close();
    }
  }

  @Benchmark
  public FeatureGrid batchOf1(Starter state) {
    return state.encoder.encodeGrid(state.one);
  }

  @Benchmark
  @OperationsPerInvocation(8)
  public FeatureGrid batchOf8(Starter state) {
    return state.encoder.encodeGrid(state.eight);
  }

  @Benchmark
  @OperationsPerInvocation(32)
  public FeatureGrid batchOf32(Starter state) {
    return state.encoder.encodeGrid(state.thirtyTwo);
  }
}
