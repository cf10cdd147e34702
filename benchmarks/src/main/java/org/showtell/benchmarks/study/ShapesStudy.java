package org.showtell.benchmarks.study;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Writes a set of drawn shapes with questions in VQA's format, for {@code train vqa
 * --train-encoder}:
 *
 * <pre>
 *   java -cp benchmarks.jar org.showtell.benchmarks.study.ShapesStudy FOLDER [PICTURES [SEED [all|single]]]
 * </pre>
 *
 * <p>{@code train} and {@code dev}, each with {@code NAME_questions.json}, {@code
 * NAME_annotations.json} and {@code NAME.zip} of pictures {@code 0.png} and so on; dev has a tenth
 * of the pictures, and none of train's. {@code single} leaves out the questions that compare where
 * two things stand.
 */
public final class ShapesStudy {
  private static final int PICTURES = 5000;
  private static final int QUESTIONS = 8;
  private static final int DEV_SHARE = 10;

  private ShapesStudy() {}

  /** Writes the files. */
  public static void main(String[] arguments) throws IOException {
    int pictures = arguments.length > 1 ? Integer.parseInt(arguments[1]) : PICTURES;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    boolean pairs = arguments.length < 4 || !arguments[3].equals("single");
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    SplittableRandom random = new SplittableRandom(seed);
    write(folder, "train", pictures, pairs, random.split());
    write(folder, "dev", Math.max(1, pictures / DEV_SHARE), pairs, random.split());
  }

  /** Writes one part; the same generator gives the same files. */
  static void write(Path folder, String name, int pictures, boolean pairs, SplittableRandom random)
      throws IOException {
    StringJoiner questions = new StringJoiner(",\n", "{\"questions\": [\n", "\n]}\n");
    StringJoiner annotations = new StringJoiner(",\n", "{\"annotations\": [\n", "\n]}\n");
    int number = 0;
    try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".zip"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int id = 0; id < pictures; id++) {
        ShapePicture picture = ShapePicture.draw(random);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture.image(random), "png", png);
        zip.putNextEntry(new ZipEntry(id + ".png"));
        zip.write(png.toByteArray());
        zip.closeEntry();
        List<ShapeQuestions.Asked> asked = ShapeQuestions.about(picture, QUESTIONS, pairs, random);
        for (ShapeQuestions.Asked one : asked) {
          questions.add(question(id, number, one));
          annotations.add(annotation(id, number++, one));
        }
      }
    }
    Files.writeString(folder.resolve(name + "_questions.json"), questions.toString());
    Files.writeString(folder.resolve(name + "_annotations.json"), annotations.toString());
  }

  private static String question(int image, int number, ShapeQuestions.Asked asked) {
    return String.format(
        "{\"image_id\": %d, \"question_id\": %d, \"question\": \"%s\"}",
        image, number, asked.question());
  }

  private static String annotation(int image, int number, ShapeQuestions.Asked asked) {
    StringJoiner answers = new StringJoiner(", ", "[", "]");
    for (int i = 1; i <= 10; i++) {
      answers.add(
          String.format(
              "{\"answer\": \"%s\", \"answer_confidence\": \"yes\", \"answer_id\": %d}",
              asked.answer(), i));
    }
    boolean yesOrNo = asked.answer().equals("yes") || asked.answer().equals("no");
    String type = yesOrNo ? "yes/no" : asked.kind().equals("number") ? "number" : "other";
    return String.format(
        "{\"image_id\": %d, \"question_id\": %d, \"question_type\": \"%s\", \"answer_type\":"
            + " \"%s\", \"multiple_choice_answer\": \"%s\", \"answers\": %s}",
        image, number, asked.kind(), type, asked.answer(), answers);
  }
}
