package org.showtell.app.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.training.TrainingReport;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.nn.optim.TrainingDivergedException;

/**
 * Runs a training until it ends or is interrupted, and prints it: a line every few seconds, one per
 * epoch, and how it ended.
 */
final class TrainingConsole implements TrainingReport {
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

  private final Terminal terminal;
  private final String unit;
  private final String score;
  private long lastLine;
  private long firstBatchEnd;
  private int firstBatch;
  private int running;
  private double rate;

  /**
   * A console.
   *
   * @param unit what is counted: tokens, questions
   * @param score by which the best epoch is chosen
   */
  TrainingConsole(Terminal terminal, String unit, String score) {
    this.terminal = terminal;
    this.unit = unit;
    this.score = score;
  }

  /** A training that asks after each batch whether to stop. */
  @FunctionalInterface
  interface Training {
    TrainingPosition run(BooleanSupplier stop) throws IOException;
  }

  /** Work that asks now and then whether to stop, and reports its end itself. */
  @FunctionalInterface
  interface Work {
    void run(BooleanSupplier stop) throws IOException;
  }

  /** Trains with a checkpoint and returns the exit code. */
  int train(Training training, Path output, Path checkpoint) throws UsageException {
    return run(
        stop -> end(training.run(stop), output, checkpoint), "stopping; writing the checkpoint");
  }

  /**
   * Does the work and returns the exit code.
   *
   * @param stopping what is printed when it is interrupted
   * @throws UsageException if a file or a value cannot be used
   */
  int run(Work work, String stopping) throws UsageException {
    AtomicBoolean stop = new AtomicBoolean();
    try (Interruption interruption = new Interruption()) {
      interruption.guard(
          () -> {
            stop.set(true);
            note(stopping);
          });
      work.run(stop::get);
      return ExitCode.DONE;
    } catch (TrainingDivergedException e) {
      terminal.error(e.getMessage());
      return ExitCode.SOME_FAILED;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  private boolean due() {
    long now = System.nanoTime();
    if (lastLine != 0 && now - lastLine < NANOS_BETWEEN_LINES) {
      return false;
    }
    lastLine = now;
    return true;
  }

  @Override
  public void note(String line) {
    terminal.note(line);
  }

  @Override
  public void encoded(int done, int total) {
    if (done == total || due()) {
      note(String.format(Locale.ROOT, "images: %d of %d", done, total));
    }
  }

  @Override
  public void batch(
      int epoch, int epochs, int batch, int batches, double meanLoss, double perSecond) {
    rate = perSecond;
    if (epoch != running) {
      running = epoch;
      firstBatch = batch;
      firstBatchEnd = System.nanoTime();
    } else if (due()) {
      double seconds = (System.nanoTime() - firstBatchEnd) / 1e9 / Math.max(1, batch - firstBatch);
      long left = Math.round(seconds * (batches - batch + (epochs - epoch) * (double) batches));
      note(
          String.format(
              Locale.ROOT,
              "epoch %d/%d  batch %d/%d  loss %.3f  %.0f %s/s  at most %d:%02d left",
              epoch,
              epochs,
              batch,
              batches,
              meanLoss,
              perSecond,
              unit,
              left / 60,
              left % 60));
    }
  }

  @Override
  public void epoch(int epoch, double meanLoss, String dev, boolean best) {
    String line =
        String.format(
            Locale.ROOT, "epoch %d  loss %.3f  %.0f %s/s  dev ", epoch, meanLoss, rate, unit);
    note(line + dev + (best ? "  best so far" : ""));
  }

  private void end(TrainingPosition end, Path output, Path checkpoint) {
    int epoch = end.bestEpoch() + 1;
    String scored =
        String.format(Locale.ROOT, "best dev %s %.4f at epoch %d", score, end.bestScore(), epoch);
    String best = epoch <= 0 ? "not scored yet" : scored;
    note((end.finished() ? "finished; " : "stopped; ") + best + "; model " + output);
    note(
        end.finished()
            ? "checkpoint " + checkpoint + " may be deleted"
            : "go on with --resume " + checkpoint);
  }
}
