package org.showtell.app.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A line of progress with photos per second and the time left, where a person sees it. The total
 * may become known, and shrink, while the work goes on.
 */
final class PhotoProgress implements AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final ProgressBar bar;
  private long total = -1;
  private long leftOut;

  private PhotoProgress(ProgressBar bar) {
    this.bar = bar;
  }

  /** A line on the terminal, or nothing where none would be seen. */
  static PhotoProgress on(Terminal terminal) {
    if (!terminal.showsProgress()) {
      return new PhotoProgress(null);
    }
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName("Captioning")
            .setUnit(" photos", 1)
            .showSpeed()
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setConsumer(new StatusLine(terminal));
    return new PhotoProgress(builder.setInitialMax(-1).build());
  }

  boolean isShown() {
    return bar != null;
  }

  /** Says how many photos there are in all. */
  synchronized void total(long photos) {
    total = photos;
    updateTotal();
  }

  /** One photo is done. */
  void step() {
    if (bar != null) {
      bar.step();
    }
  }

  /** One photo needs nothing done: it counts neither for the rate nor for the rest. */
  synchronized void leaveOut() {
    leftOut++;
    updateTotal();
  }

  private void updateTotal() {
    if (bar != null && total >= 0) {
      bar.maxHint(Math.max(0, total - leftOut));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** Draws where messages and data know of it. */
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
