package org.showtell.app.caption.wording;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{N}]*");
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

  /** The text for a caption; a field without a value goes, and with it what separates it. */
  String fill(ScoredCaption caption, CaptionRecord record) {
    List<String> filled = new ArrayList<>();
    boolean dropNext = false;
    for (String part : parts(pattern)) {
      String value = value(part, caption, record);
      if (FIELDS.contains(part) && value.isEmpty()) {
        int last = filled.size() - 1;
        if (last >= 0 && SEPARATOR.matcher(filled.get(last)).matches()) {
          filled.remove(last);
        } else {
          dropNext = filled.isEmpty();
        }
      } else {
        if (!dropNext || !SEPARATOR.matcher(value).matches()) {
          filled.add(value);
        }
        dropNext = false;
      }
    }
    return String.join("", filled);
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
