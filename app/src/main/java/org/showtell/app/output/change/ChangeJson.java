package org.showtell.app.output.change;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.showtell.app.output.caption.RecordJson;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.DocumentWriter;

/**
 * Changes as one object: {@code differences}, each with {@code change} ({@code changed}, {@code
 * new}, {@code gone}), {@code path}, {@code before} and {@code after} ({@code caption}, {@code
 * score}, {@code keywords}, {@code error}, or null), then the numbers {@code changed}, {@code new},
 * {@code gone} and {@code unchanged}.
 */
final class ChangeJson extends DocumentWriter implements ChangeWriter {
  private boolean started;

  ChangeJson(Destination destination) throws IOException {
    super(destination);
    write("{\"differences\":[");
  }

  @Override
  public void accept(CaptionChange change) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("change", change.kind().name().toLowerCase(Locale.ROOT));
    fields.put("path", change.either().path());
    if (change.either().start() != null) {
      fields.put("start", change.either().start());
    }
    fields.put("before", side(change.before()));
    fields.put("after", side(change.after()));
    write((started ? ",\n" : "\n") + RecordJson.line(fields));
    started = true;
  }

  private static Map<String, Object> side(SavedCaption saved) {
    if (saved == null) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("caption", saved.caption());
    fields.put("score", saved.score());
    fields.put("keywords", saved.keywords());
    fields.put("error", saved.error());
    return fields;
  }

  @Override
  public void finish(CaptionComparison.Counts counts) throws IOException {
    write(
        "\n],\"changed\":%d,\"new\":%d,\"gone\":%d,\"unchanged\":%d}\n"
            .formatted(counts.changed(), counts.added(), counts.gone(), counts.unchanged()));
    finish();
  }
}
