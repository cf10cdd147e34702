package org.showtell.app.output.caption;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.showtell.app.input.InputFilter;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.OutputRefusedException;

/** A JSON Lines or CSV file of an earlier run, continued. */
public final class ContinuedOutput implements CaptionOutput {
  private final OutputConfig config;
  private final Path file;
  private final CsvTable table;
  private final EarlierResults earlier;

  /**
   * Reads what is there.
   *
   * @throws OutputRefusedException if it is something else
   */
  public ContinuedOutput(OutputConfig config, Path file) throws OutputRefusedException {
    this.config = config;
    this.file = file;
    this.table = config.table();
    this.earlier = EarlierResults.read(file, config.format(), table, config.retryFailed());
  }

  @Override
  public InputFilter filter() {
    return earlier;
  }

  @Override
  public CaptionWriter open(String model) throws OutputRefusedException {
    try {
      Destination destination = earlier.continued();
      return config.format() == CaptionFormat.CSV
          ? new CsvWriter(destination, table, earlier.isEmpty())
          : new JsonLinesWriter(destination, config.details());
    } catch (IOException e) {
      throw OutputRefusedException.unwritable(file.toString(), e);
    }
  }

  @Override
  public List<String> notes(String model) {
    Set<String> models = earlier.models();
    return models.isEmpty() || models.equals(Set.of(model))
        ? List.of()
        : List.of(
            file
                + ": holds captions by "
                + String.join(", ", models)
                + "; those that are added are by "
                + model);
  }
}
