package org.showtell.app.caption.wording;

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;

/**
 * A text with fields.
 *
 * @param pattern with {@code {caption}}, {@code {keywords}} (commas between), {@code {name}} (of
 *     the image's file, without extension) and {@code {score}}; {@code {{} and {@code }}} stand for
 *     braces
 */
public record CaptionTemplate(String pattern) {
  private static final Set<String> FIELDS =
      new TreeSet<>(Set.of("{caption}", "{keywords}", "{name}", "{score}"));

  /** A field, a doubled brace, or text between them. */
  private static final Pattern PART = Pattern.compile("\\{\\{|}}|\\{[^{}]*}|[^{}]+|.");

  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  /** What separates fields, up to a bracket or all of a text: before and behind an empty field. */
  private static final Pattern SEPARATOR_LAST =
      Pattern.compile("(?<=^|[()\\[\\]{}<>])[^\\p{L}\\p{N}()\\[\\]{}<>]+$");

  private static final Pattern SEPARATOR_FIRST =
      Pattern.compile("[^\\p{L}\\p{N}()\\[\\]{}<>]+(?=$|[()\\[\\]{}<>])");

  private static final double DECIMALS = 1e6;

  /** The caption alone. */
  public static final CaptionTemplate CAPTION = new CaptionTemplate("{caption}");

  /** Checks that there are fields, and that all of them are known. */
  public CaptionTemplate {
    requireLine("template", pattern);
    List<String> parts = parts(pattern);
    for (String part : parts) {
      boolean brace = part.startsWith("{") || part.startsWith("}");
      if (brace && !FIELDS.contains(part) && !part.equals("{{") && !part.equals("}}")) {
        throw new IllegalArgumentException(
            "template must have no fields but %s, but got %s in '%s'"
                .formatted(String.join(", ", FIELDS), part, pattern));
      }
    }
    if (parts.stream().noneMatch(FIELDS::contains)) {
      throw new IllegalArgumentException(
          "template must have one of the fields %s, but got '%s'"
              .formatted(String.join(", ", FIELDS), pattern));
    }
  }

  static void requireLine(String name, String text) {
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          name + " must be one line without control characters, but got one that is not");
    }
  }

  private static List<String> parts(String pattern) {
    return PART.matcher(pattern).results().map(part -> part.group()).toList();
  }

  /** Whether the text holds the keywords. */
  public boolean hasKeywords() {
    return parts(pattern).contains("{keywords}");
  }

  /**
   * The text for a caption; a field without a value goes, and with it the brackets around it or
   * what separates it.
   */
  String fill(ScoredCaption caption, CaptionRecord record) {
    StringBuilder filled = new StringBuilder();
    String between = ""; // since the last field with a value
    boolean gone = false; // whether a field behind that text was empty
    for (String part : parts(pattern)) {
      String value = value(part, caption, record);
      if (!FIELDS.contains(part)) {
        between = gone ? closed(between, value, filled.isEmpty()) : between + value;
        gone = gone && between.isEmpty() && filled.isEmpty();
      } else if (value.isEmpty()) {
        between = gone ? closed(between, "", filled.isEmpty()) : between;
        gone = true;
      } else {
        filled.append(gone ? closed(between, "", filled.isEmpty()) : between).append(value);
        between = "";
        gone = false;
      }
    }
    return filled.append(gone ? closed(between, "", filled.isEmpty()) : between).toString();
  }

  /** The text around an empty field, without the brackets around it or what separates it. */
  private static String closed(String before, String after, boolean first) {
    String opening = before.stripTrailing();
    String closing = after.stripLeading();
    int bracket = opening.isEmpty() ? -1 : OPENING.indexOf(opening.charAt(opening.length() - 1));
    if (bracket >= 0 && !closing.isEmpty() && closing.charAt(0) == CLOSING.charAt(bracket)) {
      String left = opening.substring(0, opening.length() - 1).stripTrailing();
      String rest = closing.substring(1);
      return first && left.isEmpty() ? rest.stripLeading() : left + rest;
    }
    if (first && before.isEmpty() || bracket >= 0) {
      Matcher leading = SEPARATOR_FIRST.matcher(after);
      return before + (leading.lookingAt() ? after.substring(leading.end()) : after);
    }
    return SEPARATOR_LAST.matcher(before).replaceFirst("") + after;
  }

  private static String value(String part, ScoredCaption caption, CaptionRecord record) {
    return switch (part) {
      case "{caption}" -> caption.text();
      case "{keywords}" ->
          record.keywords().stream().map(Keyword::word).collect(Collectors.joining(", "));
      case "{name}" -> name(record.path());
      case "{score}" -> String.valueOf(Math.rint(caption.score() * DECIMALS) / DECIMALS + 0.0);
      case "{{" -> "{";
      case "}}" -> "}";
      default -> part;
    };
  }

  // A name may hold what is no text: a line stays a line.
  private static String name(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    file = file.substring(file.lastIndexOf(File.separatorChar) + 1);
    int dot = file.lastIndexOf('.');
    return (dot <= 0 ? file : file.substring(0, dot)).replaceAll("\\p{Cntrl}", " ");
  }
}
