package org.showtell.dataset.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.showtell.dataset.CaptionedImage;

/**
 * Captions as a table whose first line names the columns: Kaggle's copies of Flickr8k ({@code
 * image,caption}) and of Flickr30k ({@code image_name| comment_number| comment}).
 *
 * <p>Such tables are no clean CSV: a caption, in the last column, may hold the delimiter without
 * quotes around it.
 *
 * @param image the column of the image's file name, from 0
 * @param caption the column of the caption
 */
record CaptionTable(char delimiter, int columns, int image, int caption) {
  private static final Set<String> IMAGE =
      Set.of("image", "image_name", "image_id", "file", "filename", "file_name", "path");
  private static final Set<String> CAPTION =
      Set.of("caption", "comment", "text", "sentence", "description");

  /** Flickr30k has one line without the delimiter behind the number. */
  private static final Pattern NUMBERED = Pattern.compile("\\d+\\s+(\\S.*)");

  private static final Pattern IMAGE_NAME = Pattern.compile(".*\\.\\w{2,5}|\\d+");

  /** A row: the caption is empty where there is none. */
  record Row(String image, String caption) {}

  /** The table that a file's first line begins; null where the line names no columns. */
  static CaptionTable of(String header) {
    for (char delimiter : new char[] {',', '|', ';', '\t'}) {
      List<String> names = new ArrayList<>();
      for (String name : fields(header, delimiter, Integer.MAX_VALUE)) {
        names.add(name.toLowerCase(Locale.ROOT));
      }
      int image = first(names, IMAGE);
      int caption = first(names, CAPTION);
      if (image >= 0 && caption >= 0) {
        return new CaptionTable(delimiter, names.size(), image, caption);
      }
    }
    return null;
  }

  private static int first(List<String> names, Set<String> wanted) {
    for (int i = 0; i < names.size(); i++) {
      if (wanted.contains(names.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Reads a line; null where it has no image. */
  Row row(String line) {
    List<String> fields = fields(line, delimiter, columns);
    if (fields.size() <= image || fields.get(image).isEmpty()) {
      return null;
    }
    String text = fields.size() > caption ? fields.get(caption) : "";
    if (fields.size() == columns - 1 && fields.size() == caption) {
      Matcher numbered = NUMBERED.matcher(fields.get(fields.size() - 1));
      text = numbered.matches() ? numbered.group(1) : "";
    }
    return new Row(fields.get(image), CaptionedImage.tidy(text));
  }

  /** Whether the line ends inside of quotes: a caption of several lines may go on. */
  boolean isOpen(String line) {
    List<String> fields = quoted(line, delimiter, columns);
    String last = fields.get(fields.size() - 1).strip();
    return last.startsWith("\"") && hasLooseQuote(last);
  }

  /**
   * Whether the line goes on with an open one. Tables have quotes that nobody closes: a line that
   * names an image begins a row, unless it closes a quote.
   */
  boolean continues(String line) {
    Row row = row(line);
    boolean begins = row != null && IMAGE_NAME.matcher(row.image()).matches();
    return !isOpen(line) && (!begins || hasLooseQuote(line));
  }

  private static boolean hasLooseQuote(String text) {
    return text.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  private static List<String> fields(String line, char delimiter, int most) {
    return quoted(line, delimiter, most).stream().map(CaptionTable::unquoted).toList();
  }

  /** The last of {@code most} fields is the rest of the line. */
  private static List<String> quoted(String line, char delimiter, int most) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    while (fields.size() < most - 1) {
      int end = end(line, start, delimiter);
      if (end < 0) {
        break;
      }
      fields.add(line.substring(start, end));
      start = end + 1;
    }
    fields.add(line.substring(start));
    return fields;
  }

  /** Where a field ends: at the delimiter that is not inside quotes; -1 for the last. */
  private static int end(String line, int start, char delimiter) {
    boolean quoted = line.substring(start).stripLeading().startsWith("\"");
    boolean inside = false;
    for (int i = start; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"') {
        inside = !inside; // a doubled quote changes it twice
      } else if (c == delimiter && !inside) {
        return i;
      }
    }
    return -1;
  }

  private static String unquoted(String field) {
    String text = field.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"").strip() : text;
  }
}
