package org.showtell.app.cli.terminal;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import org.showtell.encoder.download.ByteCount;
import org.showtell.encoder.download.DownloadListener;
import org.showtell.encoder.download.DownloadRequest;

/**
 * Says what is fetched and how large it is; where a person sees it, with a line of progress with
 * megabytes per second and the time left.
 */
public final class ByteProgress implements DownloadListener, AutoCloseable {
  private static final int MEGABYTE = 1_000_000;

  private final Terminal terminal;
  private ProgressBar bar;
  private String task = "";

  public ByteProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void begins(DownloadRequest request, long from, long total) {
    terminal.note(
        String.format(
            "%s: %s%s",
            request.url(),
            total < 0 ? "of unknown size" : ByteCount.text(total),
            from == 0 ? "" : ", of which " + ByteCount.text(from) + " are here"));
    close();
    show("Fetching", from, total);
  }

  @Override
  public void received(long bytes, long total) {
    show("Fetching", bytes, total);
  }

  @Override
  public void checked(long bytes, long total) {
    show("Checking", bytes, total);
    if (bytes == total) {
      close();
    }
  }

  @Override
  public void note(String message) {
    terminal.note(message);
  }

  private void show(String name, long bytes, long total) {
    if (!terminal.showsProgress()) {
      return;
    }
    if (!name.equals(task)) {
      close();
      task = name;
      bar =
          StatusLine.bar(terminal, name)
              .setUnit(" MB", MEGABYTE)
              .setInitialMax(total)
              .startsFrom(bytes, Duration.ZERO)
              .build();
    }
    bar.stepTo(bytes);
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    task = "";
  }
}
