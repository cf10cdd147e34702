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

/**
 * Flickr8k's caption list: lines of {@code name.jpg#0<TAB>caption}.
 *
 * <p>Hodosh, Young and Hockenmaier 2013, "Framing Image Description as a Ranking Task". The list
 * also holds captions of photos that are in no split. Flickr30k's list has the same form.
 */
public final class Flickr8kTokenFile {
  private Flickr8kTokenFile() {}

  /** The images in the order of their first line; id and file are the image's file name. */
  public static List<CaptionedImage> read(Path file) throws IOException {
    // Captions by their number after the '#': the numbers tell a repeated line.
    Map<String, Map<String, String>> captions = new LinkedHashMap<>();
    AnnotationFile.forEachLine(file, (line, number) -> add(file, number, line, captions));
    if (captions.isEmpty()) {
      throw atLine(file, 1, "lines of name.jpg#0<TAB>caption", "none", "check the file");
    }
    List<CaptionedImage> images = new ArrayList<>(captions.size());
    captions.forEach(
        (name, texts) -> images.add(new CaptionedImage(name, name, List.copyOf(texts.values()))));
    return images;
  }

  private static void add(
      Path file, long number, String line, Map<String, Map<String, String>> captions)
      throws AnnotationFormatException {
    String advice = "mend or remove the line";
    int tab = line.indexOf('\t');
    int hash = line.lastIndexOf('#', tab < 0 ? line.length() : tab);
    if (hash <= 0) {
      throw atLine(file, number, "name.jpg#0<TAB>caption", "'" + line + "'", advice);
    }
    String caption = tab < 0 ? "" : CaptionedImage.tidy(line.substring(tab + 1));
    if (caption.isEmpty()) {
      throw atLine(file, number, "a tab and a caption", "'" + line + "'", advice);
    }
    String name = line.substring(0, hash).strip();
    String which = line.substring(hash + 1, tab).strip();
    if (captions.computeIfAbsent(name, k -> new LinkedHashMap<>()).put(which, caption) != null) {
      throw atLine(file, number, "each caption once", "'" + name + "#" + which + "' again", advice);
    }
  }
}
