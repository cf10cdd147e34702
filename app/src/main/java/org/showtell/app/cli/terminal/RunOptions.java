package org.showtell.app.cli.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a training run of any network is asked: how long, by what chance, where it left off. */
public final class RunOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--max-minutes", paramLabel = "X", description = "Stop after these (never).")
  private double maxMinutes = Double.POSITIVE_INFINITY;

  @Option(names = "--seed", paramLabel = "N", description = "Of all chance (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on from the checkpoint in DIR, to the bit.")
  private Path resume;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Where the checkpoint is kept (a folder beside -o).")
  private Path checkpoint;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Largest norm of the whole gradient (${DEFAULT-VALUE}).")
  private double clipNorm = 5;

  public double maxMinutes() {
    return maxMinutes;
  }

  public long seed() {
    return seed;
  }

  public double clipNorm() {
    return clipNorm;
  }

  /** Whether a run that was stopped goes on. */
  public boolean resumes() {
    return resume != null;
  }

  /**
   * The folder of the checkpoint.
   *
   * @param output the file that is trained
   * @param extension of its name, with the dot
   */
  public Path checkpoint(Path output, String extension) {
    if (resume != null && !Files.isDirectory(resume)) {
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "--resume "
              + resume
              + ": expected the folder of a checkpoint; the run that was stopped named it, or leave"
              + " --resume out to begin anew");
    }
    if (resume != null) {
      return resume;
    }
    return checkpoint != null
        ? checkpoint
        : output.resolveSibling(bareName(output, extension) + ".checkpoint");
  }

  /** The file's name without its extension. */
  public static String bareName(Path file, String extension) {
    String name = file.getFileName().toString();
    return name.endsWith(extension) ? name.substring(0, name.length() - extension.length()) : name;
  }

  /** What the user typed. */
  public String commandLine() {
    return "showtell "
        + String.join(" ", command.root().commandLine().getParseResult().originalArgs());
  }
}
