package org.showtell.app.cli.describe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.output.caption.RecordJson;
import org.showtell.app.output.file.PrintableText;

/** Prints answers as they come: somebody may be waiting for each before asking the next. */
final class AnswerPrinter {
  private final Format format;
  private final String image;
  private final boolean attention;
  private final Terminal terminal;
  private boolean started;

  AnswerPrinter(Format format, String image, boolean attention, Terminal terminal) {
    this.format = format;
    this.image = image;
    this.attention = attention;
    this.terminal = terminal;
  }

  /** How answers are printed. */
  enum Format {
    /** {@code QUESTION<TAB>ANSWER<TAB>PROBABILITY}, a line for each answer. */
    text,
    /** One array with an element for each question. */
    json
  }

  void print(AnsweredQuestion answered) throws IOException {
    StringBuilder text = new StringBuilder();
    if (format == Format.json) {
      text.append(started ? ",\n" : "[\n").append(RecordJson.answers(image, answered, attention));
    } else {
      for (AnsweredQuestion.Answer answer : answered.answers()) {
        text.append(PrintableText.of(answered.question()))
            .append('\t')
            .append(answer.answer())
            .append('\t')
            .append(String.format(Locale.ROOT, "%.3f", answer.probability()))
            .append('\n');
      }
    }
    started = true;
    write(text.toString());
  }

  /** After the last question. */
  void end() throws IOException {
    if (format == Format.json) {
      write(started ? "\n]\n" : "[]\n");
    }
  }

  private void write(String text) throws IOException {
    terminal.data().write(text.getBytes(StandardCharsets.UTF_8));
    terminal.data().flush();
  }
}
