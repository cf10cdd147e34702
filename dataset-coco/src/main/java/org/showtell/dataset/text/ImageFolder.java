package org.showtell.dataset.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ImageSource;
import org.showtell.dataset.LeftOut;

/**
 * Images with their captions beside them: {@code dog.jpg} and {@code dog.txt} or {@code
 * dog.caption} (or {@code dog.jpg.txt}), one caption per line. Extensions are read in any case.
 */
public final class ImageFolder {
  private static final Set<String> IMAGE_ENDINGS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "bmp", "dib", "tif", "tiff", "webp",
          "heic", "heif", "hif", "avif", "avifs", "mpo");

  /** The first that is there is read. */
  private static final List<String> TEXT_ENDINGS = List.of("txt", "caption");

  private ImageFolder() {}

  /**
   * The images that have a text file, in name order; id and file are the path inside the source.
   * Sub-folders are read too, hidden files are not.
   *
   * @param leftOut is told of images without a text, of texts that cannot be read or are empty, and
   *     of folders that cannot be read
   */
  public static List<CaptionedImage> read(ImageSource images, LeftOut leftOut) throws IOException {
    List<String> names = images.names(folder -> leftOut.add("folder", "cannot be read", folder));
    Map<String, String> texts = texts(names);
    List<CaptionedImage> examples = new ArrayList<>();
    for (String name : names) {
      if (isImage(name)) {
        add(images, name, text(name, texts), examples, leftOut);
      }
    }
    if (examples.isEmpty()) {
      throw new AnnotationFormatException(
          images.describe("")
              + ": expected images with a .txt or .caption beside each, one caption per line, but"
              + " got no such pair among %d files (%s); name the text after the image: dog.jpg, dog.txt"
                  .formatted(names.size(), leftOut.summary()));
    }
    return examples;
  }

  private static void add(
      ImageSource images,
      String name,
      String text,
      List<CaptionedImage> examples,
      LeftOut leftOut) {
    if (text == null) {
      leftOut.addImage(name, name);
      return;
    }
    try {
      List<String> captions = new ArrayList<>();
      AnnotationFile.forEachLine(
          images.read(text), text, (line, number) -> captions.add(CaptionedImage.tidy(line)));
      if (captions.isEmpty()) {
        leftOut.add("image", "its text is empty", name);
      } else {
        examples.add(new CaptionedImage(name, name, captions));
      }
    } catch (AnnotationFormatException e) {
      leftOut.add("image", "its text is not UTF-8", name);
    } catch (IOException e) {
      leftOut.add("image", "its text cannot be read", name);
    }
  }

  /** All texts, by their name with the extension in lower case. */
  private static Map<String, String> texts(List<String> names) {
    Map<String, String> texts = new HashMap<>();
    for (String name : names) {
      String ending = ending(name);
      if (TEXT_ENDINGS.contains(ending)) {
        String stem = name.substring(0, name.length() - ending.length());
        // Sorted names: of a.TXT and a.txt the one in lower case comes last and is taken.
        texts.put(stem + ending, name);
      }
    }
    return texts;
  }

  private static String text(String image, Map<String, String> texts) {
    String stem = image.substring(0, image.length() - ending(image).length());
    for (String ending : TEXT_ENDINGS) {
      for (String name : List.of(image + "." + ending, stem + ending)) {
        if (texts.containsKey(name)) {
          return texts.get(name);
        }
      }
    }
    return null;
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean isImage(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    // Finder leaves "._dog.jpg" in zips beside dog.jpg.
    return last.indexOf('.') > 0 && !last.startsWith(".") && IMAGE_ENDINGS.contains(ending(last));
  }
}
