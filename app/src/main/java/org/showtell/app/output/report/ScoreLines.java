package org.showtell.app.output.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.FileWhenDone;
import org.showtell.app.output.file.OutputRefusedException;

/**
 * The scores of single images or questions, one JSON object per line: its id, its text, its scores.
 * The file appears, or replaces an older one, when it is complete.
 */
public final class ScoreLines implements Closeable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  private final Destination file;
  private final String idKey;
  private final String textKey;

  /**
   * Begins the file beside its place; the keys are such as {@code image_id} and {@code caption}.
   */
  public ScoreLines(Path file, String idKey, String textKey) throws OutputRefusedException {
    try {
      this.file = new FileWhenDone(file, true);
    } catch (IOException e) {
      throw OutputRefusedException.unwritable(file.toString(), e);
    }
    this.idKey = idKey;
    this.textKey = textKey;
  }

  /** Adds a line, with lists by name beside the scores. */
  public void write(
      String id, String text, Map<String, Double> scores, Map<String, List<String>> lists)
      throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      if (NUMBER.matcher(id).matches()) {
        json.writeNumberField(idKey, Long.parseLong(id));
      } else {
        json.writeStringField(idKey, id);
      }
      json.writeStringField(textKey, text);
      for (Map.Entry<String, Double> score : scores.entrySet()) {
        json.writeNumberField(score.getKey(), score.getValue());
      }
      for (Map.Entry<String, List<String>> list : lists.entrySet()) {
        json.writeArrayFieldStart(list.getKey());
        for (String entry : list.getValue()) {
          json.writeString(entry);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Puts the complete file in its place. */
  public void finish() throws IOException {
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
