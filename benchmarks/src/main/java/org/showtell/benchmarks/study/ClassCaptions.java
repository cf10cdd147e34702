package org.showtell.benchmarks.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.showtell.coco.ImageSource;
import org.showtell.encoder.training.teacher.Teacher;

/**
 * Beginnings of captions for photos that have none: {@code a cat is ...} where a classifier is sure
 * that it sees a cat. A captioner learns from them to name what is rare in people's captions, and
 * from those how a sentence goes on. docs/training.md says what that is worth.
 *
 * <pre>
 *   ClassCaptions PHOTOS TEACHER.onnx LABELS.txt OUT.json SHARE MOST ENDING NOUN...
 *   ClassCaptions photos.zip mobilenet.onnx labels.txt animals.json 0.5 300 " is ..." cat cow=cattle
 *   ClassCaptions photos.zip mobilenet.onnx labels.txt things.json 0.6 100 "" clock flower
 * </pre>
 *
 * <p>Of each noun at most {@code MOST} photos are taken, spread over all that show it, each with
 * more than {@code SHARE} of the classifier's probability on the noun's classes ({@link
 * ClassNouns}). {@code ENDING} follows the noun. The labels are one line a class, in the order of
 * the classifier's outputs.
 */
public final class ClassCaptions {
  private final ClassNouns nouns;
  private final double share;
  private final String ending;

  private ClassCaptions(ClassNouns nouns, double share, String ending) {
    this.nouns = nouns;
    this.share = share;
    this.ending = ending;
  }

  /** Looks, names and writes. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 8) {
      throw new IllegalArgumentException(
          "Expected PHOTOS TEACHER.onnx LABELS.txt OUT.json SHARE MOST ENDING NOUN... but got "
              + List.of(arguments));
    }
    List<String> wanted = Arrays.asList(arguments).subList(7, arguments.length);
    ClassNouns nouns = new ClassNouns(Files.readAllLines(Path.of(arguments[2])), wanted);
    ClassCaptions captions =
        new ClassCaptions(nouns, Double.parseDouble(arguments[4]), arguments[6]);
    try (Teacher teacher = Teacher.open(Path.of(arguments[1]));
        ImageSource photos = ImageSource.open(Path.of(arguments[0]))) {
      List<CocoCaptions.Caption> chosen = new ArrayList<>();
      captions
          .of(teacher, photos)
          .forEach(
              (noun, seen) -> {
                List<CocoCaptions.Caption> some = spread(seen, Integer.parseInt(arguments[5]));
                System.out.println(noun + "\t" + seen.size() + "\t" + some.size());
                chosen.addAll(some);
              });
      CocoCaptions.write(chosen, Path.of(arguments[3]));
    }
  }

  private Map<String, List<CocoCaptions.Caption>> of(Teacher teacher, ImageSource photos)
      throws IOException {
    List<String> files = photos.names();
    float[] logits =
        PhotoFeatures.of(
            files,
            photos,
            PhotoFeatures.raw(teacher),
            file -> file,
            batch -> teacher.look(batch).logits());
    int classes = teacher.classes();
    Map<String, List<CocoCaptions.Caption>> seen = new TreeMap<>();
    for (int photo = 0; photo < files.size(); photo++) {
      String file = files.get(photo);
      nouns
          .seen(Arrays.copyOfRange(logits, photo * classes, (photo + 1) * classes), share)
          .ifPresent(
              noun -> seen.computeIfAbsent(noun, n -> new ArrayList<>()).add(caption(file, noun)));
    }
    return seen;
  }

  private CocoCaptions.Caption caption(String file, String noun) {
    String article = "aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ";
    return new CocoCaptions.Caption(file, article + noun + ending);
  }

  /** At most this many, at equal distances. */
  static <T> List<T> spread(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<T> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) ((long) i * all.size() / most)));
    }
    return some;
  }
}
