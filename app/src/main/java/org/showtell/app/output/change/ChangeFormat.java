package org.showtell.app.output.change;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.showtell.app.output.file.Destination;

/** The formats of changes. */
public enum ChangeFormat {
  /** Lines for people. */
  TEXT,
  /** One object. */
  JSON,
  /** One page, side by side. */
  HTML;

  /** A writer of this format, which closes the destination. */
  public ChangeWriter on(Destination destination, Optional<Path> file, String before, String after)
      throws IOException {
    return switch (this) {
      case TEXT -> new ChangeText(destination);
      case JSON -> new ChangeJson(destination);
      case HTML -> new ChangePage(destination, file, before, after);
    };
  }

  /** As the command line names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
