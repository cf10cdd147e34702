package org.showtell.app.output.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.showtell.app.input.InputFilter;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.CsvWriter;
import org.showtell.app.output.caption.JsonArrayWriter;
import org.showtell.app.output.caption.JsonLinesWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.TextWriter;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputPlace;
import org.showtell.app.output.file.OutputRefusedException;

/** Results in one new document: on stdout, in a device, or in a file. */
public final class DocumentOutput implements CaptionOutput {
  private final OutputConfig config;
  private final Optional<Path> file;
  private final OutputStream stdout;

  public DocumentOutput(OutputConfig config, OutputStream stdout) {
    this.config = config;
    this.file = Optional.empty();
    this.stdout = stdout;
  }

  public DocumentOutput(OutputConfig config, Path file) {
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
