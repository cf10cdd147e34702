package org.showtell.dataset.text;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;

/**
 * Flickr8k's caption list: lines of {@code name.jpg#0<TAB>caption}, or a table with a header, as
 * Kaggle's copies have it.
 *
 * <p>Hodosh, Young and Hockenmaier 2013, "Framing Image Description as a Ranking Task". The list
 * also holds captions of photos that are in no split. Flickr30k's list has the same forms.
 */
public final class Flickr8kTokenFile {
  /** In characters: a quote that nobody closes does not swallow the table. */
  private static final int LONGEST_ROW = 10_000;

  private final Path file;
  private final LeftOut leftOut;

  /** Captions by their number after the '#': the numbers tell a repeated line. */
  private final Map<String, Map<String, String>> captions = new LinkedHashMap<>();

  private CaptionTable table; // null for the list
  private boolean started;
  private String open; // a row that ends inside of quotes, or null
  private long openNumber;
  private long firstDamaged; // 0 for none

  private Flickr8kTokenFile(Path file, LeftOut leftOut) {
    this.file = file;
    this.leftOut = leftOut;
  }

  /**
   * The images in the order of their first line; id and file are the image's file name.
   *
   * @param leftOut is told of images without a caption, blank captions, rows without an image, and
   *     captions that are not UTF-8
   */
  public static List<CaptionedImage> read(Path file, LeftOut leftOut) throws IOException {
    Flickr8kTokenFile reading = new Flickr8kTokenFile(file, leftOut);
    AnnotationFile.forEachLine(
        file,
        new AnnotationFile.LineReader() {
          @Override
          public void read(String line, long number) throws IOException {
            reading.add(line, number);
          }

          @Override
          public boolean readDamaged(String line, long number) {
            reading.addDamaged(line, number);
            return true;
          }
        });
    return reading.finish();
  }

  private List<CaptionedImage> finish() throws IOException {
    closeRow();
    List<CaptionedImage> images = new ArrayList<>(captions.size());
    captions.forEach(
        (name, numbered) -> {
          List<String> texts = numbered.values().stream().filter(text -> !text.isEmpty()).toList();
          if (texts.isEmpty()) {
            leftOut.addImage(name, name);
            return;
          }
          for (int i = texts.size(); i < numbered.size(); i++) {
            leftOut.add("caption", "blank", "of " + name);
          }
          images.add(new CaptionedImage(name, name, texts));
        });
    if (images.isEmpty() && firstDamaged > 0) {
      throw AnnotationFormatException.notUtf8(
          file.toString(), firstDamaged, "save the file as UTF-8", null);
    }
    if (images.isEmpty()) {
      throw atLine(
          file,
          1,
          "lines of name.jpg#0<TAB>caption, or of image,caption",
          "none",
          "check the file");
    }
    return images;
  }

  private void add(String line, long number) throws AnnotationFormatException {
    if (!started) {
      started = true;
      table = CaptionTable.of(line);
      if (table != null) {
        return;
      }
    }
    if (table == null) {
      addListed(line, number);
    } else if (open != null && table.continues(line)) {
      open += " " + line;
      if (open.length() > LONGEST_ROW || !table.isOpen(open)) {
        closeRow();
      }
    } else {
      closeRow();
      open = line;
      openNumber = number;
      if (!table.isOpen(line)) {
        closeRow();
      }
    }
  }

  /** Its image is known where the name can be read, though it may have no caption then. */
  private void addDamaged(String line, long number) {
    closeRow();
    firstDamaged = firstDamaged == 0 ? number : firstDamaged;
    leftOut.add("caption", "not UTF-8", "line " + number);
    String name = null;
    if (table == null) {
      int tab = line.indexOf('\t');
      int hash = line.lastIndexOf('#', Math.max(0, tab));
      name = hash > 0 ? line.substring(0, hash).strip() : null;
    } else if (table.row(line) != null) {
      name = table.row(line).image();
    }
    if (name != null && name.indexOf('\ufffd') < 0) {
      captions.computeIfAbsent(name, k -> new LinkedHashMap<>());
    }
  }

  private void closeRow() {
    if (open == null) {
      return;
    }
    CaptionTable.Row row = table.row(open);
    if (row == null) {
      leftOut.add("line", "no image", "line " + openNumber);
    } else {
      // The row tells captions apart: a table may have the same caption twice.
      put(row.image(), Long.toString(openNumber), row.caption());
    }
    open = null;
  }

  private void addListed(String line, long number) throws AnnotationFormatException {
    String advice = "mend or remove the line";
    int tab = line.indexOf('\t');
    int hash = line.lastIndexOf('#', tab < 0 ? line.length() : tab);
    if (hash <= 0) {
      throw atLine(file, number, "name.jpg#0<TAB>caption", "'" + line + "'", advice);
    }
    String caption = tab < 0 ? "" : CaptionedImage.tidy(line.substring(tab + 1));
    String name = line.substring(0, hash).strip();
    String which = line.substring(hash + 1, tab < 0 ? line.length() : tab).strip();
    if (tab < 0 && !which.matches("\\d+")) {
      throw atLine(file, number, "a tab and a caption", "'" + line + "'", advice);
    }
    if (put(name, which, caption) != null) {
      throw atLine(file, number, "each caption once", "'" + name + "#" + which + "' again", advice);
    }
  }

  private String put(String name, String which, String caption) {
    return captions.computeIfAbsent(name, k -> new LinkedHashMap<>()).put(which, caption);
  }
}
