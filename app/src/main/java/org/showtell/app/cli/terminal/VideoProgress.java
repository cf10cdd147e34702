package org.showtell.app.cli.terminal;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** A line of progress through each video, in seconds of it, where a person sees it. */
public final class VideoProgress implements AutoCloseable {
  private final Terminal terminal;
  private ProgressBar bar;

  public VideoProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A video begins. */
  public void begin(String name, Optional<Duration> length) {
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
  public void reached(Duration time) {
    if (bar != null) {
      bar.stepTo(time.toSeconds());
    }
  }

  /** Takes the line away. */
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
}
