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
  private final Path file;
  private final LeftOut leftOut;

  /** Captions by their number after the '#': the numbers tell a repeated line. */
  private final Map<String, Map<String, String>> captions = new LinkedHashMap<>();

  private CaptionTable table; // null for the list
  private boolean started;

  private Flickr8kTokenFile(Path file, LeftOut leftOut) {
    this.file = file;
    this.leftOut = leftOut;
  }

  /**
   * The images in the order of their first line; id and file are the image's file name.
   *
   * @param leftOut is told of images without a caption, blank captions, and rows without an image
   */
  public static List<CaptionedImage> read(Path file, LeftOut leftOut) throws IOException {
    return new Flickr8kTokenFile(file, leftOut).read();
  }

  private List<CaptionedImage> read() throws IOException {
    AnnotationFile.forEachLine(file, this::add);
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
      return;
    }
    CaptionTable.Row row = table.row(line);
    if (row == null) {
      leftOut.add("line", "no image", "line " + number);
    } else {
      // The row tells captions apart: a table may have the same caption twice.
      put(row.image(), Long.toString(number), row.caption());
    }
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
