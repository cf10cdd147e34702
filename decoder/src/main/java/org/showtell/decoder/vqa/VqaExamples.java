package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.List;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.nn.Check;

/**
 * Questions with their answers, the image each is about, and the images' features.
 *
 * @param questions words of each
 * @param answers [N], numbers from 0; -1 where the right answer is none that is known
 * @param images [N], which image each is about
 * @param features of the images, or null for a blind network
 */
public record VqaExamples(
    List<int[]> questions, int[] answers, int[] images, FeatureSource features) {
  /** Checks that every question has an answer and an image. */
  public VqaExamples {
    questions = List.copyOf(questions);
    Check.that(!questions.isEmpty(), "There must be questions", "none");
    Check.length("answers of questions", answers.length, questions.size());
    Check.length("images of questions", images.length, questions.size());
  }

  /** Number of questions. */
  public int size() {
    return questions.size();
  }

  /** The batch of these questions. */
  public VqaBatch batch(int[] numbers) {
    List<int[]> words = new ArrayList<>(numbers.length);
    int length = features == null ? 0 : features.length();
    float[] memory = new float[numbers.length * length];
    for (int row = 0; row < numbers.length; row++) {
      words.add(questions.get(numbers[row]));
      if (features != null) {
        features.copy(images[numbers[row]], memory, row * length);
      }
    }
    return new VqaBatch(words, features == null ? 1 : features.positions(), memory);
  }

  /** The answers of these questions. */
  public int[] answers(int[] numbers) {
    int[] chosen = new int[numbers.length];
    for (int row = 0; row < numbers.length; row++) {
      chosen[row] = answers[numbers[row]];
    }
    return chosen;
  }
}
