package org.showtell.app.cli.describe;

import java.io.IOException;
import java.util.Locale;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.output.caption.RecordJson;
import org.showtell.app.output.file.PrintableText;

/** Prints each answer at once: somebody may be waiting for it before asking the next. */
final class AnswerPrinter {
  private final Format format;
  private final String image;
  private final boolean attention;
  private final CommandContext context;
  private boolean started;

  AnswerPrinter(Format format, String image, boolean attention, CommandContext context) {
    this.format = format;
    this.image = image;
    this.attention = attention;
    this.context = context;
  }

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
        text.append(
            String.format(
                Locale.ROOT,
                "%s\t%s\t%.3f\n",
                PrintableText.of(answered.question()),
                answer.answer(),
                answer.probability()));
      }
    }
    started = true;
    context.print(text.toString());
  }

  /** After the last question. */
  void end() throws IOException {
    if (format == Format.json) {
      context.print(started ? "\n]\n" : "[]\n");
    }
  }
}
