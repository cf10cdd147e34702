package org.showtell.benchmarks;

import java.util.List;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.generation.BeamSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;

/**
 * Milliseconds per photo from its features to its sentence: beams of 3 with a plain decoder (V
 * 2541, E 256, U 512, D 512) and with one that attends (the same, U 384, L 49, A 512).
 *
 * <p>Every sentence has the full 20 words, which a random network would only roughly keep to: the
 * longest case. A trained one ends after ten or so.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {BenchmarkJvm.HEAP, BenchmarkJvm.NATIVE, BenchmarkJvm.PHYSICAL, BenchmarkJvm.QUIET})
public class BeamSearchBenchmark {
  private static final long SEED = 1;
  private static final int WORDS = 20;
  private static final int SIDE = 7; // L 49

  private static DecoderConfig sizes(boolean attends) {
    return attends
        ? new DecoderConfig(
                new DecoderConfig.Sizes(2541, 512, 256, 384),
                CellType.LSTM,
                Injection.EVERY_STEP_AND_STATE,
                0)
            .withAttention(AttentionConfig.soft(512))
        : new DecoderConfig(
            new DecoderConfig.Sizes(2541, 512, 256, 512), CellType.LSTM, Injection.EVERY_STEP, 0);
  }

  /** The decoder and the photos' features. */
  @State(Scope.Benchmark)
  public static class Captioner {
    private final BeamSearch search =
        new BeamSearch(GenerationConfig.defaults().withNumBeams(3).withTokens(WORDS, WORDS));

    /** Whether the decoder looks at a grid. */
    @Param({"false", "true"})
    private boolean attends;

    private CaptionNetwork network;
    private NetworkDecoder decoder;
    private VisualMemory one;
    private VisualMemory sixteen;

    @Setup(Level.Trial)
    public void open() {
      SplittableRandom random = new SplittableRandom(SEED);
      network = CaptionNetwork.fresh(sizes(attends), random);
      decoder = new NetworkDecoder(network);
      one = features(1, random);
      sixteen = features(16, random);
    }

    private VisualMemory features(int photos, SplittableRandom random) {
      int positions = attends ? SIDE * SIDE : 1;
      int size = network.config().memorySize();
      float[] values = new float[photos * positions * size];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return new VisualMemory(photos, positions, size, values);
    }

    @TearDown(Level.Trial)
    public void close() {
      decoder.close();
      network.close();
    }
  }

  @Benchmark
  public List<List<Hypothesis>> batchOf1(Captioner state) {
    return state.search.search(state.decoder, state.one);
  }

  @Benchmark
  @OperationsPerInvocation(16)
  public List<List<Hypothesis>> batchOf16(Captioner state) {
    return state.search.search(state.decoder, state.sixteen);
  }
}
