package org.showtell.app.output.file;

import java.util.regex.Pattern;

/**
 * Text that may hold anything, such as a file's name, made fit for a line on a screen: control
 * characters become escapes, so that a line break in a name breaks no line and an escape sequence
 * does nothing to a terminal.
 */
public final class PrintableText {
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]");

  private PrintableText() {}

  /**
   * The text with each control character as {@code \n}, {@code \t}, {@code \r} or {@code \}{@code
   * u001b}; other characters, the backslash among them, stay as they are.
   */
  public static String of(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(
            control ->
                switch (control.group().charAt(0)) {
                  case '\n' -> "\\\\n";
                  case '\t' -> "\\\\t";
                  case '\r' -> "\\\\r";
                  default -> "\\\\u%04x".formatted((int) control.group().charAt(0));
                });
  }
}
