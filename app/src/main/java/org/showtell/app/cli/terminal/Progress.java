package org.showtell.app.cli.terminal;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * One line of progress with the rate and the time left, one task after another. Shows nothing where
 * stderr is no terminal. The total may become known, and shrink, while the work goes on.
 */
public final class Progress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final Terminal terminal;
  private ProgressBar bar;
  private long total = -1;
  private long leftOut;

  public Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Starts a task, after ending the last one.
   *
   * @param unitSize steps that make one unit
   * @param from steps done before
   * @param steps in all; negative if unknown
   */
  public void begin(String task, String unit, long unitSize, long from, long steps) {
    end();
    if (terminal.showsProgress()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .showSpeed()
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .setConsumer(new StatusLine(terminal))
              .setUnit(unit, unitSize)
              .setInitialMax(steps)
              .startsFrom(from, Duration.ZERO)
              .build();
    }
  }

  public boolean isShown() {
    return bar != null;
  }

  /** Sets the number of steps in all. */
  public synchronized void total(long steps) {
    total = steps;
    updateTotal();
  }

  public void step() {
    if (bar != null) {
      bar.step();
    }
  }

  public void reached(long steps) {
    if (bar != null) {
      bar.stepTo(steps);
    }
  }

  /** Leaves one step out of the total: it counts neither for the rate nor for the time left. */
  public synchronized void leaveOut() {
    leftOut++;
    updateTotal();
  }

  private void updateTotal() {
    if (bar != null && total >= 0) {
      bar.maxHint(Math.max(0, total - leftOut));
    }
  }

  /** Takes the line away; another task may begin. */
  public void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    end();
  }

  private record StatusLine(Terminal terminal) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return terminal.columns() - 1;
    }

    @Override
    public void accept(String line) {
      terminal.status(line.stripTrailing());
    }

    @Override
    public void clear() {
      terminal.status("");
    }

    @Override
    public void close() {
      terminal.status("");
    }
  }
}
