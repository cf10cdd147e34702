package org.showtell.dataset.text;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.ImageNamePattern;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.SplitSelection;

/**
 * COCO-QA's folder: {@code train/} and {@code test/}, each with {@code questions.txt}, {@code
 * answers.txt}, {@code img_ids.txt} and {@code types.txt} that belong together line by line.
 *
 * <p>Ren, Kiros and Zemel 2015, "Exploring Models and Data for Image Question Answering". Its test
 * photos are from COCO's val2014.
 */
public final class CocoQaFolder {
  private static final List<String> TYPES = List.of("object", "number", "color", "location");

  private CocoQaFolder() {}

  /**
   * The questions of {@code train}, {@code test} or, for {@code all} and lists, both; ids are the
   * split and the line, from 1.
   */
  public static List<QuestionExample> read(Path folder, SplitSelection split) throws IOException {
    if (split.name().equals("dev")) {
      throw new IllegalArgumentException(
          "COCO-QA has no split dev; known: train, test, all, LIST.txt");
    }
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          folder.toString(), null, "the folder with train/ and test/ was expected here");
    }
    List<QuestionExample> examples = new ArrayList<>();
    for (String part : List.of("train", "test")) {
      if (split.isList() || split.name().equals("all") || split.name().equals(part)) {
        String photos = part.equals("train") ? "train2014" : "val2014";
        add(
            folder.resolve(part),
            part,
            new ImageNamePattern("COCO_" + photos + "_", 12, ".jpg"),
            examples);
      }
    }
    return examples;
  }

  private static void add(
      Path folder, String part, ImageNamePattern names, List<QuestionExample> examples)
      throws IOException {
    List<String> questions = lines(folder.resolve("questions.txt"), -1);
    List<String> answers = lines(folder.resolve("answers.txt"), questions.size());
    List<String> images = lines(folder.resolve("img_ids.txt"), questions.size());
    List<String> types = lines(folder.resolve("types.txt"), questions.size());
    for (int i = 0; i < questions.size(); i++) {
      examples.add(
          new QuestionExample(
              part + "-" + (i + 1),
              images.get(i),
              names.name(images.get(i)),
              CaptionedImage.tidy(questions.get(i)),
              answers.get(i),
              List.of(answers.get(i)),
              "",
              type(folder.resolve("types.txt"), i + 1, types.get(i)),
              List.of()));
    }
  }

  private static String type(Path file, int line, String number) throws IOException {
    int type = number.matches("[0-3]") ? Integer.parseInt(number) : -1;
    if (type < 0) {
      throw atLine(file, line, "a type from 0 to 3", "'" + number + "'", "get the data again");
    }
    return TYPES.get(type);
  }

  /** All lines; a blank one would shift what belongs together. */
  private static List<String> lines(Path file, int expected) throws IOException {
    List<String> lines = new ArrayList<>();
    AnnotationFile.forEachLine(
        file,
        (line, number) -> {
          if (number != lines.size() + 1) {
            throw atLine(
                file, number - 1, "a value on every line", "a blank line", "get the data again");
          }
          lines.add(line);
        });
    if (expected >= 0 && lines.size() != expected) {
      throw atLine(
          file,
          lines.size(),
          "as many lines as questions.txt, " + expected,
          lines.size() + " lines",
          "get the data again");
    }
    return lines;
  }
}
