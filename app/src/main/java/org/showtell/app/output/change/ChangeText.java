package org.showtell.app.output.change;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.DocumentWriter;
import org.showtell.app.output.file.PrintableText;

/**
 * Changes as lines: what has changed and the path, then the caption before with a minus and the one
 * after with a plus, each with its score, and the keywords that went and came.
 */
final class ChangeText extends DocumentWriter implements ChangeWriter {
  ChangeText(Destination destination) {
    super(destination);
  }

  @Override
  public void accept(CaptionChange change) throws IOException {
    StringBuilder lines = new StringBuilder();
    lines
        .append(change.kind().name().toLowerCase(Locale.ROOT))
        .append('\t')
        .append(PrintableText.of(change.either().name()))
        .append('\n');
    side("- ", change.before(), lines);
    side("+ ", change.after(), lines);
    List<String> gone = CaptionChange.only(change.before(), change.after());
    List<String> come = CaptionChange.only(change.after(), change.before());
    words("-", gone, lines);
    words("+", come, lines);
    write(lines.toString());
  }

  private static void side(String sign, SavedCaption saved, StringBuilder lines) {
    if (saved != null) {
      lines.append("  ").append(sign).append(PrintableText.of(saved.text()));
      if (saved.score() != null) {
        lines.append("  (").append(saved.score()).append(')');
      }
      lines.append('\n');
    }
  }

  private static void words(String sign, List<String> words, StringBuilder lines) {
    if (!words.isEmpty()) {
      lines
          .append("  ")
          .append(sign)
          .append(" keywords: ")
          .append(PrintableText.of(String.join(", ", words)))
          .append('\n');
    }
  }

  @Override
  public void finish(CaptionComparison.Counts counts) throws IOException {
    finish();
  }
}
