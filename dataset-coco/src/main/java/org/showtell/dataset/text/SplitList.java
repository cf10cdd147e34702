package org.showtell.dataset.text;

import static org.showtell.dataset.AnnotationFormatException.atLine;
import static org.showtell.dataset.ReadableZip.slashed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.QuestionExample;

/** A list of images, one id or file name per line, such as Flickr8k's split files. */
public final class SplitList {
  private SplitList() {}

  /**
   * The listed images, in the order of the list; each must be known and listed once.
   *
   * @param leftOut images that were left out: they may be listed
   */
  public static List<CaptionedImage> select(Path list, List<CaptionedImage> images, LeftOut leftOut)
      throws IOException {
    Map<String, CaptionedImage> known = byName(images);
    List<CaptionedImage> selected = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    AnnotationFile.forEachLine(
        list,
        (entry, number) -> {
          CaptionedImage image = known.getOrDefault(entry, known.get(slashed(entry)));
          if (image == null && leftOut.contains(entry)) {
            return;
          }
          if (image == null) {
            throw atLine(
                list,
                number,
                "the id or file name of an image with captions",
                "'" + entry + "'",
                "remove the line or add the image's captions");
          }
          if (!seen.add(image.id())) {
            throw atLine(
                list, number, "each image once", "'" + entry + "' again", "remove the line");
          }
          selected.add(image);
        });
    if (selected.isEmpty()) {
      throw noImage(list);
    }
    return selected;
  }

  /** The questions about the listed images, in the order of the data set. */
  public static List<QuestionExample> selectQuestions(Path list, List<QuestionExample> questions)
      throws IOException {
    Map<String, String> fileOf = new HashMap<>();
    questions.forEach(question -> fileOf.put(slashed(question.file()), question.file()));
    questions.forEach(question -> fileOf.put(question.file(), question.file()));
    questions.forEach(question -> fileOf.put(question.imageId(), question.file()));
    Set<String> wanted = new HashSet<>();
    AnnotationFile.forEachLine(
        list,
        (entry, number) -> {
          String file = fileOf.getOrDefault(entry, fileOf.get(slashed(entry)));
          if (file == null) {
            throw atLine(
                list,
                number,
                "the id or file name of an image with questions",
                "'" + entry + "'",
                "remove the line");
          }
          wanted.add(file);
        });
    if (wanted.isEmpty()) {
      throw noImage(list);
    }
    return questions.stream().filter(question -> wanted.contains(question.file())).toList();
  }

  private static AnnotationFormatException noImage(Path list) {
    return atLine(list, 1, "one image per line", "none", "check the file");
  }

  private static Map<String, CaptionedImage> byName(List<CaptionedImage> images) {
    Map<String, CaptionedImage> known = new HashMap<>(images.size() * 4);
    for (CaptionedImage image : images) {
      String path = slashed(image.file());
      known.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), image);
      known.putIfAbsent(path, image);
    }
    // The surer names overwrite: first the whole path, then the id.
    images.forEach(image -> known.put(image.file(), image));
    images.forEach(image -> known.put(image.id(), image));
    return known;
  }
}
