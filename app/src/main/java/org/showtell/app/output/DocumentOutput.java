package org.showtell.app.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.showtell.app.pipeline.InputFilter;

/** Results in one new document: on stdout, in a device, or in a file. */
final class DocumentOutput implements CaptionOutput {
  private final OutputConfig config;
  private final Optional<Path> file;
  private final OutputStream stdout;

  DocumentOutput(OutputConfig config, OutputStream stdout) {
    this.config = config;
    this.file = Optional.empty();
    this.stdout = stdout;
  }

  DocumentOutput(OutputConfig config, Path file) {
    this.config = config;
    this.file = Optional.of(file);
    this.stdout = OutputStream.nullOutputStream();
  }

  @Override
  public InputFilter filter() {
    return InputFilter.ALL;
  }

  @Override
  public CaptionWriter open(String model) throws OutputRefusedException {
    try {
      Destination destination = destination();
      try {
        return writer(destination, model);
      } catch (IOException e) {
        destination.close();
        throw e;
      }
    } catch (IOException e) {
      throw OutputRefusedException.unwritable(file.map(Path::toString).orElse("stdout"), e);
    }
  }

  private Destination destination() throws OutputRefusedException, IOException {
    boolean whole = config.format() == CaptionFormat.JSON || config.format() == CaptionFormat.HTML;
    return OutputPlace.open(file, stdout, config.policy() == ExistingPolicy.OVERWRITE, whole);
  }

  private CaptionWriter writer(Destination destination, String model) throws IOException {
    return switch (config.format()) {
      case TEXT -> new TextWriter(destination, config.keywords());
      case JSON -> new JsonArrayWriter(destination, config.details());
      case JSONL -> new JsonLinesWriter(destination, config.details());
      case CSV -> new CsvWriter(destination, config.table(), true);
      case HTML -> new HtmlWriter(destination, model, file, config.attention().isPresent());
      case SIDECAR, XMP -> throw new IllegalStateException(config.format() + " is no document");
    };
  }
}
