package org.showtell.app.caption.wording;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a sentence begins and ends. */
final class Sentence {
  private static final Pattern END =
      Pattern.compile("[.!?\u2026\u3002\uff01\uff1f][\\p{Pe}\\p{Pf}\"']*\\s*$");
  private static final Pattern LOOSE_END = Pattern.compile("[\\s,;:\\p{Pd}]+$");
  private static final Pattern BEGIN = Pattern.compile("^[^\\p{L}\\p{N}]*(\\p{L})");
  private static final Pattern GOES_ON = Pattern.compile("^\\s*(\\p{Ll}|[,;:.!?]|\\p{Pd}).*");

  private Sentence() {}

  /** Whether a sentence begins behind this text. */
  static boolean startsAfter(String prefix) {
    return prefix.isBlank() || END.matcher(prefix).find() || prefix.strip().endsWith(":");
  }

  /** Whether a sentence ends in front of this text, and does not go on in it. */
  static boolean endsBefore(String suffix) {
    return !GOES_ON.matcher(suffix).matches();
  }

  /** With a capital at its beginning; what begins with a number stays. */
  static String capitalised(String text) {
    Matcher first = BEGIN.matcher(text);
    if (!first.find()) {
      return text;
    }
    int at = first.start(1);
    int letter = text.codePointAt(at);
    return text.substring(0, at)
        + Character.toString(Character.toTitleCase(letter))
        + text.substring(at + Character.charCount(letter));
  }

  /** With a full stop at its end, if it has none; a comma there becomes one. */
  static String closed(String text) {
    return text.isBlank() || END.matcher(text).find()
        ? text
        : LOOSE_END.matcher(text).replaceFirst("") + ".";
  }
}
