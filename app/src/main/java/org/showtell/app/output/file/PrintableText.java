package org.showtell.app.output.file;

/**
 * Text that may hold anything, such as a file's name, made fit for a line on a screen: control
 * characters become escapes, so that a line break in a name breaks no line and an escape sequence
 * does nothing to a terminal.
 */
public final class PrintableText {
  private PrintableText() {}

  /**
   * The text with each control character as {@code \n}, {@code \t}, {@code \r} or {@code \}{@code
   * u001b}; other characters, the backslash among them, stay as they are.
   */
  public static String of(String text) {
    if (text.chars().noneMatch(PrintableText::isControl)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length() + 8);
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> printable.append("\\n");
                case '\t' -> printable.append("\\t");
                case '\r' -> printable.append("\\r");
                default -> {
                  if (isControl(c)) {
                    printable.append(String.format("\\u%04x", c));
                  } else {
                    printable.append((char) c);
                  }
                }
              }
            });
    return printable.toString();
  }

  private static boolean isControl(int c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
  }
}
