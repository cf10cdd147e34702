package org.showtell.app.cli.models;

import java.io.IOException;
import org.showtell.app.cli.terminal.ByteProgress;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.input.FailureReason;
import org.showtell.encoder.download.Download;
import org.showtell.encoder.download.DownloadConfig;
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
   * Does the work and says what went wrong.
   *
   * @return the exit code
   * @throws UsageException if the environment names a proxy that cannot be used
   */
  static int run(CommandContext context, Work work) throws UsageException {
    Terminal terminal = context.terminal();
    DownloadConfig config =
        DownloadConfig.defaults().withProxies(Proxies.of(context.surroundings().environment()));
    try (Interruption interruption = new Interruption();
        ByteProgress progress = new ByteProgress(terminal)) {
      interruption.guard(Thread.currentThread()::interrupt);
      work.run(new FileDownloads(new Download(config), progress));
      return ExitCode.DONE;
    } catch (InterruptedException e) {
      terminal.note("Stopped; the same command goes on from here.");
    } catch (IOException e) {
      terminal.error(FailureReason.of(e));
    }
    return ExitCode.SOME_FAILED;
  }

  /** Fetches a file; false where it was there and right. */
  boolean fetch(DownloadRequest request) throws IOException, InterruptedException {
    try {
      return download.fetch(request, progress);
    } finally {
      progress.close();
    }
  }
}
