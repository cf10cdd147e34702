package org.showtell.app.cli.terminal;

import me.tongfei.progressbar.ProgressBar;

/**
 * A line of progress with photos per second and the time left, where a person sees it. The total
 * may become known, and shrink, while the work goes on.
 */
public final class PhotoProgress implements AutoCloseable {
  private final ProgressBar bar;
  private long total = -1;
  private long leftOut;

  private PhotoProgress(ProgressBar bar) {
    this.bar = bar;
  }

  /** A line on the terminal, or nothing where none would be seen. */
  public static PhotoProgress on(Terminal terminal) {
    if (!terminal.showsProgress()) {
      return new PhotoProgress(null);
    }
    return new PhotoProgress(
        StatusLine.bar(terminal, "Captioning").setUnit(" photos", 1).setInitialMax(-1).build());
  }

  public boolean isShown() {
    return bar != null;
  }

  /** Says how many photos there are in all. */
  public synchronized void total(long photos) {
    total = photos;
    updateTotal();
  }

  /** One photo is done. */
  public void step() {
    if (bar != null) {
      bar.step();
    }
  }

  /** One photo needs nothing done: it counts neither for the rate nor for the rest. */
  public synchronized void leaveOut() {
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
}
