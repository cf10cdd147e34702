package org.showtell.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.showtell.decoder.training.TrainingDivergedException;
import org.showtell.decoder.training.TrainingPosition;

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

  static int run(
      Training training, TrainingConsole console, Terminal terminal, Path output, Path checkpoint) {
    AtomicBoolean stop = new AtomicBoolean();
    try (Interruption interruption = new Interruption()) {
      interruption.guard(
          () -> {
            stop.set(true);
            console.note("stopping; writing the checkpoint");
          });
      console.end(training.run(stop::get), output, checkpoint);
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
