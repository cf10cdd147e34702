package org.showtell.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.showtell.app.training.EncoderTrainingReport;
import org.showtell.encoder.training.distillation.DevScore;
import org.showtell.encoder.training.distillation.DistillationPosition;
import org.showtell.encoder.training.distillation.LossParts;
import org.showtell.encoder.training.distillation.RateRange;

/**
 * Prints a {@code train encoder} run: a line every few seconds, two per epoch, none longer than a
 * terminal is wide.
 */
final class EncoderTrainingConsole implements EncoderTrainingReport {
  private static final long NANOS_BETWEEN_LINES = 10_000_000_000L;

  private final Terminal terminal;
  private final int batchSize;
  private final double classWeight;
  private final double wordWeight;
  private long lastLine = System.nanoTime();
  private long lastStep = -1;

  EncoderTrainingConsole(Terminal terminal, int batchSize, double classWeight, double wordWeight) {
    this.terminal = terminal;
    this.batchSize = batchSize;
    this.classWeight = classWeight;
    this.wordWeight = wordWeight;
  }

  @Override
  public void note(String line) {
    terminal.note(line);
  }

  @Override
  public void decoded(int photos) {
    long now = System.nanoTime();
    if (now - lastLine >= NANOS_BETWEEN_LINES) {
      lastLine = now;
      note(String.format(Locale.ROOT, "photos: %d", photos));
    }
  }

  @Override
  public void step(long step, long steps, int size, LossParts mean) {
    long now = System.nanoTime();
    if (lastStep < 0) {
      lastStep = step;
      lastLine = now;
    } else if (now - lastLine >= NANOS_BETWEEN_LINES) {
      double perStep = (now - lastLine) / 1e9 / (step - lastStep);
      long left = Math.round(perStep * (steps - step));
      note(
          String.format(
              Locale.ROOT,
              "step %d/%d  %d px  loss %.3f  %.1f photos/s  about %d:%02d:%02d left",
              step,
              steps,
              size,
              mean.total(classWeight, wordWeight),
              batchSize / perStep,
              left / 3600,
              left / 60 % 60,
              left % 60));
      lastLine = now;
      lastStep = step;
    }
  }

  @Override
  public void epoch(int epoch, LossParts mean, DevScore dev, boolean best) {
    note(String.format(Locale.ROOT, "epoch %d  %s", epoch, parts(mean)));
    note(String.format(Locale.ROOT, "  dev %s%s", dev, best ? "  best so far" : ""));
  }

  private static String parts(LossParts mean) {
    return String.format(
        Locale.ROOT,
        "grid %.3f pooled %.3f classes %.3f%s",
        mean.grid(),
        mean.pooled(),
        mean.classes(),
        mean.words() > 0 ? String.format(Locale.ROOT, " words %.3f", mean.words()) : "");
  }

  /** A line for each twentieth of the steps, and what to make of them. */
  void rates(RateRange range) {
    int rows = Math.min(20, range.points().size());
    for (int row = 1; row <= rows; row++) {
      RateRange.Point point = range.points().get(range.points().size() * row / rows - 1);
      note(String.format(Locale.ROOT, "rate %.1e  loss %.3f", point.rate(), point.loss()));
    }
    note(
        String.format(
            Locale.ROOT,
            "it fell fastest at %.1e and was least at %.1e: --learning-rate between",
            range.fastest().rate(),
            range.least().rate()));
  }

  void end(DistillationPosition end, Path output, Path checkpoint) {
    note(
        String.format(
            Locale.ROOT,
            "%s at step %d of %d%s; encoder %s; %s",
            end.finished() ? "finished" : "stopped",
            end.step(),
            end.steps(),
            end.best() == null ? "" : "; best dev " + end.best() + " at epoch " + end.bestEpoch(),
            output,
            end.finished()
                ? "checkpoint " + checkpoint + " may be deleted"
                : "go on with --resume " + checkpoint));
  }
}
