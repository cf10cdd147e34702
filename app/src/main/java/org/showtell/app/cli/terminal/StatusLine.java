package org.showtell.app.cli.terminal;

import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Draws a progress bar where messages and data know of it. */
record StatusLine(Terminal terminal) implements ProgressBarConsumer {
  private static final int UPDATE_MILLIS = 200;

  /** A bar in the program's style, to which units and a total are still to be given. */
  static ProgressBarBuilder bar(Terminal terminal, String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .showSpeed()
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(new StatusLine(terminal));
  }

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
