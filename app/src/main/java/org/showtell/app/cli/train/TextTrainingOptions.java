package org.showtell.app.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.training.TrainingFiles;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Stack;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The options that every training on texts has: the bundle, the tokens, the network, its limits.
 */
final class TextTrainingOptions {
  private static final int USUAL_EMBEDDING = 64;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "M.zip",
      description = "Bundle to write: a .zip, or a folder.")
  Path output;

  @Option(names = "--level", description = "What a token is: char or word (default: char).")
  TextVocabulary.Level level = TextVocabulary.Level.CHAR;

  @Mixin private CellOptions cells;

  @Option(names = "--units", paramLabel = "N", description = "Hidden size (default: 128).")
  int units = 128;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Size of a token's vector (default: 64; as many as units with mut1 and mut2).")
  private Integer embedding;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description = "Dropout probability of token vectors and hidden states (default: 0).")
  double dropout;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Largest norm of the whole gradient (default: 5).")
  double clipNorm = 5;

  @Option(
      names = "--max-minutes",
      paramLabel = "X",
      description = "Time limit in minutes (default: none).")
  double maxMinutes = Double.POSITIVE_INFINITY;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
  long seed = 1;

  @Option(names = "--name", description = "Model name for its card (default: the file's name).")
  private String name;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Licence of the weights, for the model's card (default: the data's).")
  private String licence;

  /**
   * The recurrent layers.
   *
   * @throws IllegalArgumentException if the options contradict each other
   */
  Stack stack() {
    return cells.over(Stack.of(CellType.LSTM, 1));
  }

  int embedding() {
    int usual = stack().cell().addsInput() ? units : USUAL_EMBEDDING;
    return embedding == null ? usual : embedding;
  }

  /** What a command writes. */
  TrainingFiles.Output written(CommandSpec command) {
    return new TrainingFiles.Output(
        output,
        name == null ? CheckpointOptions.name(output) : name,
        licence,
        Usage.commandLine(command));
  }

  /**
   * The file that an option names.
   *
   * @param kind before the colon: text or pairs
   * @throws IllegalArgumentException if it is of another kind or is none
   */
  static Path file(String option, String kind, String given) {
    String prefix = kind + ":";
    Path file = given.startsWith(prefix) ? Path.of(given.substring(prefix.length())) : null;
    if (file == null || !Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s must be %s: and a file, but got %s".formatted(option, kind, given));
    }
    return file;
  }
}
