package org.showtell.dataset.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ImageSource;

/**
 * Images with their captions beside them: {@code dog.jpg} and {@code dog.txt} (or {@code
 * dog.jpg.txt}), one caption per line.
 */
public final class ImageFolder {
  private static final Set<String> IMAGE_ENDINGS =
      Set.of("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp");

  private ImageFolder() {}

  /**
   * The images that have a text file, in name order; id and file are the path inside the source.
   * Sub-folders are read too, hidden files are not; what has no partner is passed over.
   */
  public static List<CaptionedImage> read(ImageSource images) throws IOException {
    List<String> names = images.names();
    Set<String> all = new HashSet<>(names);
    List<CaptionedImage> examples = new ArrayList<>();
    for (String name : names) {
      if (!isImage(name)) {
        continue;
      }
      String stem = name.substring(0, name.lastIndexOf('.'));
      for (String text : List.of(name + ".txt", stem + ".txt")) {
        if (all.contains(text)) {
          examples.add(new CaptionedImage(name, name, captions(images, text)));
          break;
        }
      }
    }
    if (examples.isEmpty()) {
      throw new AnnotationFormatException(
          images.describe("")
              + ": expected images with a .txt beside each, one caption per line, but got no such"
              + " pair among %d files; name the text after the image: dog.jpg, dog.txt"
                  .formatted(names.size()));
    }
    return examples;
  }

  private static List<String> captions(ImageSource images, String text) throws IOException {
    List<String> captions = new ArrayList<>();
    String where = images.describe(text);
    AnnotationFile.forEachLine(
        images.read(text), where, (line, number) -> captions.add(CaptionedImage.tidy(line)));
    if (captions.isEmpty()) {
      throw new AnnotationFormatException(
          where + ":1: expected one caption per line, but got none; write one or remove the file");
    }
    return captions;
  }

  private static boolean isImage(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    // Finder leaves "._dog.jpg" in zips beside dog.jpg.
    return dot > 0
        && !last.startsWith(".")
        && IMAGE_ENDINGS.contains(last.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
