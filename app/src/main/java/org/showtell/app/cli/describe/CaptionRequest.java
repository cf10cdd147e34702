package org.showtell.app.cli.describe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.showtell.app.caption.wording.Wording;
import org.showtell.app.cli.terminal.Progress;
import org.showtell.app.input.FolderWatch;
import org.showtell.app.input.InputSelection;
import org.showtell.app.input.PhotoInputs;

/**
 * Which photos the user wants to be captioned, and what is written for them.
 *
 * @param limit of photos that are left to do
 * @param watch whether to go on with photos that arrive
 * @param burst the least cosine of neighbours that share a caption; empty where none do
 */
record CaptionRequest(
    List<String> paths,
    boolean recursive,
    InputSelection selection,
    long limit,
    boolean watch,
    OptionalDouble burst,
    Wording wording) {
  /** The photos that are there now, which the caller closes. */
  PhotoInputs open(InputStream stdin) {
    return new PhotoInputs(paths, recursive, selection, stdin);
  }

  /** Tells a progress how many those are, as soon as that is known. */
  void countBeside(Progress progress) {
    PhotoCount.beside(progress, paths, recursive, selection, limit);
  }

  /**
   * The photos that are there and those that arrive; null where nobody waits for any.
   *
   * @throws IOException if the folders cannot be watched
   */
  FolderWatch openWatch() throws IOException {
    return watch
        ? new FolderWatch(paths.stream().map(Path::of).toList(), recursive, selection)
        : null;
  }
}
