package org.showtell.benchmarks;

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

/**
 * Target tokens per second of training steps of {@link TrainingSizes#full}: an operation is a
 * token. {@link LstmTrainingComparison} runs both sides and prints their ratio.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(TrainingSizes.TOKENS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 1,
    jvmArgs = {BenchmarkJvm.HEAP, BenchmarkJvm.NATIVE, BenchmarkJvm.PHYSICAL, BenchmarkJvm.QUIET})
public class LstmTrainingBenchmark {
  private static final long SEED = 1;

  @State(Scope.Benchmark)
  public static class Showtell {
    private TrainingStep step;

    @Setup(Level.Trial)
    public void open() {
      step = new ShowtellTrainingStep(TrainingSizes.full(), SEED);
    }

    @TearDown(Level.Trial)
    public void close() {
      step.close();
    }
  }

  @State(Scope.Benchmark)
  public static class Peer {
    private TrainingStep step;

    @Setup(Level.Trial)
    public void open() {
      step = new PeerTrainingStep(TrainingSizes.full(), SEED);
    }

    @TearDown(Level.Trial)
    public void close() {
      step.close();
    }
  }

  @Benchmark
  public double showtell(Showtell state) {
    return state.step.run();
  }

  @Benchmark
  public double deeplearning4j(Peer state) {
    return state.step.run();
  }
}
