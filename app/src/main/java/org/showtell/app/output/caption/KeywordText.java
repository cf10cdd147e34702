package org.showtell.app.output.caption;

import java.util.List;
import java.util.stream.Collectors;
import org.showtell.app.caption.Keyword;
import org.showtell.app.output.file.PrintableText;

/** Keywords on one line, likeliest first, without their probabilities. */
public final class KeywordText {
  private KeywordText() {}

  static String joined(List<Keyword> keywords, String separator) {
    return keywords.stream().map(Keyword::word).collect(Collectors.joining(separator));
  }

  /** With commas between, fit for a line on a screen. */
  public static String line(List<Keyword> keywords) {
    return PrintableText.of(joined(keywords, ", "));
  }
}
