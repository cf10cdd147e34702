package org.showtell.app.input;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for names of files: {@code *} and {@code ?} stand for characters of one name, {@code
 * **} also for the slashes between names, {@code [a-z]} for one of these characters, {@code {a,b}}
 * for one of these texts, and a backslash makes a character plain.
 *
 * <p>A pattern with a slash is compared with the path below the folder that the user named, another
 * one with the last name alone. Upper and lower case are the same: cameras and computers disagree
 * about the case of extensions.
 */
public final class Glob {
  private final String typed;
  private final boolean wholePath;
  private final Pattern regex;

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  public Glob(String typed) {
    this.typed = typed;
    String pattern = composed(typed).replaceFirst("^\\.?/+", "").replaceFirst("(.)/+$", "$1");
    if (pattern.isEmpty()) {
      throw wrong("it is empty");
    }
    wholePath = pattern.contains("/");
    regex =
        Pattern.compile(
            new Translation(pattern).regex(),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  /**
   * Whether a file or folder is meant.
   *
   * @param path below the folder that the user named, with slashes between the names
   */
  boolean matches(String path) {
    String compared = wholePath ? path : path.substring(path.lastIndexOf('/') + 1);
    return regex.matcher(composed(compared)).matches();
  }

  // One and the same letter may be written as one character or as two.
  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private IllegalArgumentException wrong(String reason) {
    return new IllegalArgumentException(
        "a pattern must be like *.jpg or **/raw/*.png, but got '" + typed + "' (" + reason + ")");
  }

  /** A pattern on its way to a regular expression. */
  private final class Translation {
    private final String pattern;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int open; // braces

    Translation(String pattern) {
      this.pattern = pattern;
    }

    String regex() {
      while (at < pattern.length()) {
        char c = pattern.charAt(at++);
        switch (c) {
          case '*' -> stars();
          case '?' -> regex.append("[^/]");
          case '[' -> set();
          case '{' -> {
            open++;
            regex.append("(?:");
          }
          case '}' -> {
            regex.append(open > 0 ? ")" : "\\}");
            open = Math.max(0, open - 1);
          }
          case ',' -> regex.append(open > 0 ? "|" : ",");
          case '/' -> slash();
          case '\\' -> {
            if (at == pattern.length()) {
              throw wrong("nothing follows its last backslash");
            }
            plain(pattern.charAt(at++));
          }
          default -> plain(c);
        }
      }
      if (open > 0) {
        throw wrong("a { has no }");
      }
      return regex.toString();
    }

    private void plain(char c) {
      regex.append("\\^$.|?*+()[]{}-&".indexOf(c) < 0 ? "" : "\\").append(c);
    }

    // "**/" is also no folder at all.
    private void stars() {
      if (!pattern.startsWith("*", at)) {
        regex.append("[^/]*");
        return;
      }
      boolean begins = at == 1 || pattern.charAt(at - 2) == '/';
      at++;
      if (begins && pattern.startsWith("/", at)) {
        at++;
        regex.append("(?:.*/)?");
      } else {
        regex.append(".*");
      }
    }

    // "a/**" is the folder and all that is in it.
    private void slash() {
      if (pattern.substring(at).equals("**")) {
        at = pattern.length();
        regex.append("(?:/.*)?");
      } else {
        regex.append('/');
      }
    }

    private void set() {
      int end = pattern.indexOf(']', at + 1); // a ] in front stands for itself
      if (end < 0) {
        throw wrong("a [ has no ]");
      }
      String inside = pattern.substring(at, end);
      boolean not = inside.startsWith("!") || inside.startsWith("^");
      String escaped = inside.substring(not ? 1 : 0).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
      at = end + 1;
      try {
        regex.append(Pattern.compile((not ? "[^/" : "[") + escaped + "]").pattern());
      } catch (PatternSyntaxException e) {
        throw wrong("[" + inside + "] is no set of characters");
      }
    }
  }
}
