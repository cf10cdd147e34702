package org.showtell.app.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.training.TrainingFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a run leaves what it can be resumed from. */
final class CheckpointOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Resume from the checkpoint in DIR, bit-exact (default: start anew).")
  private Path resume;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Folder for the checkpoint (default: beside the bundle).")
  private Path checkpoint;

  /** The checkpoint of a run that writes this bundle. */
  TrainingFiles.Checkpoint of(Path bundle) {
    return new TrainingFiles.Checkpoint(folder(bundle), resume != null);
  }

  /** Its folder: that of the run to resume, the one named, or the usual one. */
  Path folder(Path bundle) {
    if (resume != null && !Files.isDirectory(resume)) {
      throw Usage.wrong(
          command,
          "--resume must be the folder of a checkpoint, but got "
              + resume
              + "; the stopped run printed it, or leave --resume out to start anew");
    }
    if (resume != null) {
      return resume;
    }
    return checkpoint != null ? checkpoint : bundle.resolveSibling(name(bundle) + ".checkpoint");
  }

  /** The name of a bundle's file without its extension. */
  static String name(Path bundle) {
    return bundle.getFileName().toString().replaceFirst("\\.zip$", "");
  }
}
