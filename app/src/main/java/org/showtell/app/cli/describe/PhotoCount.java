package org.showtell.app.cli.describe;

import java.io.InputStream;
import java.util.List;
import org.showtell.app.cli.terminal.Progress;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputSelection;
import org.showtell.app.input.PhotoInputs;

/** Counts the inputs of a run beside it, for the time left that its progress shows. */
final class PhotoCount {
  private PhotoCount() {}

  /**
   * Walks over names only, on a thread that nobody waits for. Does nothing where no progress is
   * shown, or a list on stdin has names that only the run can read.
   *
   * @param limit of photos
   */
  static void beside(
      Progress progress,
      List<String> paths,
      boolean recursive,
      InputSelection selection,
      long limit) {
    if (!progress.isShown() || paths.contains(PhotoInputs.STDIN)) {
      return;
    }
    Thread counter =
        new Thread(
            () -> {
              long photos = 0;
              try (PhotoInputs all =
                  new PhotoInputs(paths, recursive, selection, InputStream.nullInputStream())) {
                while (all.hasNext() && photos < limit) {
                  photos += all.next() instanceof IgnoredInput ? 0 : 1;
                }
              }
              progress.total(photos);
            },
            "showtell-counter");
    counter.setDaemon(true);
    counter.start();
  }
}
