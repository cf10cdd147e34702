package org.showtell.coco.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.coco.AnnotationFormatException;
import org.showtell.coco.CaptionedImage;

/**
 * Flickr8k's caption list: lines of {@code name.jpg#0<TAB>caption}.
 *
 * <p>Hodosh, Young and Hockenmaier 2013, "Framing Image Description as a Ranking Task". The list
 * also holds captions of photos that are in no split.
 */
public final class Flickr8kTokenFile {
  private Flickr8kTokenFile() {}

  /**
   * @param file the list, UTF-8
   * @return the images in the order of their first line; id and file are the photo's file name
   * @throws AnnotationFormatException if a line has another form, with its number
   * @throws IOException if the file cannot be read
   */
  public static List<CaptionedImage> read(Path file) throws IOException {
    Map<String, List<String>> captions = new LinkedHashMap<>();
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(file, number, line, captions);
        }
      }
    } catch (CharacterCodingException e) {
      throw new AnnotationFormatException(
          file
              + ": expected UTF-8 text but found other bytes after line "
              + number
              + "; save the file as UTF-8",
          e);
    }
    if (captions.isEmpty()) {
      throw AnnotationFormatException.atLine(
          file, 1, "lines of name.jpg#0<TAB>caption", "no line at all", "check the file");
    }
    List<CaptionedImage> images = new ArrayList<>(captions.size());
    captions.forEach((name, texts) -> images.add(new CaptionedImage(name, name, texts)));
    return images;
  }

  private static void add(Path file, long number, String line, Map<String, List<String>> captions)
      throws AnnotationFormatException {
    int tab = line.indexOf('\t');
    int hash = tab < 0 ? -1 : line.lastIndexOf('#', tab);
    if (hash <= 0) {
      throw AnnotationFormatException.atLine(
          file, number, "name.jpg#0<TAB>caption", "'" + line + "'", "mend or remove the line");
    }
    String caption = CaptionedImage.tidy(line.substring(tab + 1));
    if (caption.isEmpty()) {
      throw AnnotationFormatException.atLine(
          file, number, "a caption after the tab", "nothing", "mend or remove the line");
    }
    captions.computeIfAbsent(line.substring(0, hash).strip(), k -> new ArrayList<>(5)).add(caption);
  }
}
