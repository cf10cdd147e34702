package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.showtell.decoder.Tokens;

/**
 * Questions side by side by their length. Released VQA code aligns questions at their end, with
 * padding in front that must not be read; questions of equal length have no padding at all.
 *
 * @param rows the rows of each group
 * @param words of each group, [T*B], time-major
 */
record QuestionGroups(List<int[]> rows, List<int[]> words) {

  /**
   * Sorts questions into groups; PAD before the first word is not read.
   *
   * @throws IllegalArgumentException if a question is empty or too long
   */
  static QuestionGroups of(List<int[]> questions) {
    TreeMap<Integer, List<Integer>> byLength = new TreeMap<>();
    for (int row = 0; row < questions.size(); row++) {
      int length = length(questions.get(row));
      if (length < 1 || length > VqaConfig.LONGEST_QUESTION) {
        throw new IllegalArgumentException(
            "Expected questions of 1 to "
                + VqaConfig.LONGEST_QUESTION
                + " words but got one of "
                + length);
      }
      byLength.computeIfAbsent(length, n -> new ArrayList<>()).add(row);
    }
    List<int[]> rows =
        byLength.values().stream()
            .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
            .toList();
    return new QuestionGroups(
        rows, rows.stream().map(group -> timeMajor(group, questions)).toList());
  }

  private static int length(int[] question) {
    int from = 0;
    while (from < question.length && question[from] == Tokens.PAD) {
      from++;
    }
    return question.length - from;
  }

  private static int[] timeMajor(int[] group, List<int[]> questions) {
    int steps = length(questions.get(group[0]));
    int[] words = new int[steps * group.length];
    for (int i = 0; i < group.length; i++) {
      int[] question = questions.get(group[i]);
      int[] read = Arrays.copyOfRange(question, question.length - steps, question.length);
      for (int t = 0; t < steps; t++) {
        words[t * group.length + i] = read[t];
      }
    }
    return words;
  }

  /** T of a group. */
  int steps(int group) {
    return words.get(group).length / rows.get(group).length;
  }
}
