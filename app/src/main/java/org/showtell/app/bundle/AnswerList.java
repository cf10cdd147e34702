package org.showtell.app.bundle;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.showtell.metric.AnswerNormalisation;

/** The answers that a model can give, each with its number from 0. */
public final class AnswerList {
  private final List<String> answers;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> normal = new HashMap<>();

  /** A list in the order of the numbers. */
  public AnswerList(List<String> answers) {
    this.answers = List.copyOf(answers);
    for (int i = 0; i < answers.size(); i++) {
      String answer = answers.get(i);
      if (answer.isBlank() || answer.matches("(?s).*[\\r\\n].*")) {
        throw new IllegalArgumentException(
            "answer %d must be one line, but got '%s'".formatted(i, answer));
      }
      if (numbers.put(answer, i) != null) {
        throw new IllegalArgumentException(
            "answers must differ, but got '" + answer + "' a second time");
      }
      normal.putIfAbsent(AnswerNormalisation.normalise(answer), i);
    }
  }

  static AnswerList read(BundleFiles files, String name, int expected) throws ModelBundleException {
    List<String> lines = new String(files.get(name), StandardCharsets.UTF_8).lines().toList();
    if (lines.size() != expected) {
      throw files.wrong("%s must have %d answers, but got %d", name, expected, lines.size());
    }
    try {
      return new AnswerList(lines);
    } catch (IllegalArgumentException e) {
      throw new ModelBundleException(files.where() + ": " + name + ": " + e.getMessage(), e);
    }
  }

  byte[] bytes() {
    return (String.join("\n", answers) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** K. */
  public int size() {
    return answers.size();
  }

  /** The answer of a number. */
  public String answer(int number) {
    return answers.get(number);
  }

  /**
   * The number of an answer, as it is or in VQA's normal form ("the dog" is "dog"); -1 for one that
   * the model cannot give.
   */
  public int number(String answer) {
    Integer exact = numbers.get(answer);
    return exact != null ? exact : normal.getOrDefault(AnswerNormalisation.normalise(answer), -1);
  }
}
