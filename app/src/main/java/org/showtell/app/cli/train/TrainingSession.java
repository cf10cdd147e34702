package org.showtell.app.cli.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Failures;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.decoder.training.TrainingPosition;
import org.showtell.nn.optim.TrainingDivergedException;

/** Runs a training until it ends or is interrupted, and turns what came of it into an exit code. */
final class TrainingSession {
  private TrainingSession() {}

  /** A training that may be stopped. */
  @FunctionalInterface
  interface Training {
    /**
     * Trains.
     *
     * @param stop asked after each batch
     */
    TrainingPosition run(BooleanSupplier stop) throws IOException;
  }

  /** Something that may be stopped, and reports its end itself. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it.
     *
     * @param stop asked now and then
     */
    void run(BooleanSupplier stop) throws IOException;
  }

  static int run(
      Training training, TrainingConsole console, Terminal terminal, Path output, Path checkpoint) {
    return run(
        stop -> console.end(training.run(stop), output, checkpoint),
        console,
        terminal,
        "stopping; writing the checkpoint");
  }

  /**
   * Does the work.
   *
   * @param stopping what is said when it is interrupted
   * @return the exit code
   */
  static int run(Work work, TrainingConsole console, Terminal terminal, String stopping) {
    AtomicBoolean stop = new AtomicBoolean();
    try (Interruption interruption = new Interruption()) {
      interruption.guard(
          () -> {
            stop.set(true);
            console.note(stopping);
          });
      work.run(stop::get);
      return ExitCode.DONE;
    } catch (TrainingDivergedException e) {
      terminal.error(e.getMessage());
      return ExitCode.SOME_FAILED;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      terminal.error(Failures.message(e));
      return ExitCode.UNUSABLE;
    }
  }
}
