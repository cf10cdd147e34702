package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.output.caption.RecordJson;

/** How scores are printed. */
enum ScoreFormat {
  /** One {@code NAME VALUE} per line. */
  text,
  /** One flat object. */
  json;

  /**
   * Prints scores on stdout.
   *
   * @param decimals of the text; whole numbers have none there, JSON has all there are
   */
  void print(Map<String, ? extends Number> scores, int decimals, Terminal terminal)
      throws IOException {
    StringBuilder printed = new StringBuilder();
    if (this == json) {
      printed.append(RecordJson.line(scores)).append('\n');
    } else {
      scores.forEach(
          (name, value) ->
              printed.append(
                  value instanceof Integer
                      ? name + " " + value + "\n"
                      : String.format(Locale.ROOT, "%s %." + decimals + "f\n", name, value)));
    }
    terminal.data().write(printed.toString().getBytes(StandardCharsets.UTF_8));
  }
}
