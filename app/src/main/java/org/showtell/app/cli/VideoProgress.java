package org.showtell.app.cli;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** A line of progress through each video, in seconds of it, where a person sees it. */
final class VideoProgress implements AutoCloseable {
  private final Terminal terminal;
  private ProgressBar bar;

  VideoProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A video begins. */
  void begin(String name, Optional<Duration> length) {
    end();
    if (terminal.showsProgress()) {
      bar =
          StatusLine.bar(terminal, name)
              .setUnit(" s", 1)
              .setInitialMax(length.map(Duration::toSeconds).orElse(-1L))
              .build();
    }
  }

  /** So much of it is captioned. */
  void reached(Duration time) {
    if (bar != null) {
      bar.stepTo(time.toSeconds());
    }
  }

  /** Takes the line away. */
  void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    end();
  }
}
