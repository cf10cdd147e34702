package org.showtell.app.cli.models;

import java.io.IOException;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Progress;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.input.FailureReason;
import org.showtell.encoder.download.ByteCount;
import org.showtell.encoder.download.Download;
import org.showtell.encoder.download.DownloadConfig;
import org.showtell.encoder.download.DownloadListener;
import org.showtell.encoder.download.DownloadRequest;

/** A command's downloads: with progress, through the user's proxies, ended by Ctrl-C. */
final class FileDownloads {
  private final Download download;
  private final ByteProgress progress;

  private FileDownloads(Download download, ByteProgress progress) {
    this.download = download;
    this.progress = progress;
  }

  /** What is done with the files. */
  interface Work {
    void run(FileDownloads files) throws IOException, InterruptedException;
  }

  /**
   * Does the work, reports what went wrong and returns the exit code.
   *
   * @throws UsageException if the environment names a proxy that cannot be used
   */
  static int run(CommandContext context, Work work) throws UsageException {
    Terminal terminal = context.terminal();
    DownloadConfig config =
        DownloadConfig.defaults().withProxies(Proxies.of(context.surroundings().environment()));
    try (Interruption interruption = new Interruption();
        Progress bar = new Progress(terminal)) {
      interruption.guard(Thread.currentThread()::interrupt);
      work.run(new FileDownloads(new Download(config), new ByteProgress(terminal, bar)));
      return ExitCode.DONE;
    } catch (InterruptedException e) {
      terminal.note("Stopped; the same command goes on from here.");
    } catch (IOException e) {
      terminal.error(FailureReason.of(e));
    }
    return ExitCode.SOME_FAILED;
  }

  /** Downloads a file; false if it was there already and its checksum is right. */
  boolean fetch(DownloadRequest request) throws IOException, InterruptedException {
    try {
      return download.fetch(request, progress);
    } finally {
      progress.end();
    }
  }

  /** Prints each file's size, and draws the progress of downloading and of checking it. */
  private static final class ByteProgress implements DownloadListener {
    private static final int MEGABYTE = 1_000_000;

    private final Terminal terminal;
    private final Progress bar;
    private String task = "";

    ByteProgress(Terminal terminal, Progress bar) {
      this.terminal = terminal;
      this.bar = bar;
    }

    @Override
    public void begins(DownloadRequest request, long from, long total) {
      String size = total < 0 ? "of unknown size" : ByteCount.text(total);
      String here = from == 0 ? "" : ", of which " + ByteCount.text(from) + " are here";
      terminal.note(request.url() + ": " + size + here);
      end();
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
        end();
      }
    }

    @Override
    public void note(String message) {
      terminal.note(message);
    }

    private void show(String name, long bytes, long total) {
      if (!name.equals(task)) {
        task = name;
        bar.begin(name, " MB", MEGABYTE, bytes, total);
      }
      bar.reached(bytes);
    }

    void end() {
      bar.end();
      task = "";
    }
  }
}
