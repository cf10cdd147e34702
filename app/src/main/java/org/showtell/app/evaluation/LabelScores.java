package org.showtell.app.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.showtell.nn.Check;

/**
 * How often each label was found where another one, or itself, was wanted.
 *
 * @param labels all of the model
 * @param counts [wanted][found], of clips or of frames
 */
public record LabelScores(List<String> labels, int[][] counts) {

  /**
   * Counts pairs of what was wanted, or -1 where that is not known, and what was found.
   *
   * @param wanted of each clip, of it or of its frames
   * @param found the same
   */
  static LabelScores of(List<String> labels, List<int[]> wanted, List<int[]> found) {
    int[][] counts = new int[labels.size()][labels.size()];
    for (int i = 0; i < wanted.size(); i++) {
      Check.length("labels that were found", found.get(i).length, wanted.get(i).length);
      for (int t = 0; t < wanted.get(i).length; t++) {
        if (wanted.get(i)[t] >= 0) {
          counts[wanted.get(i)[t]][found.get(i)[t]]++;
        }
      }
    }
    return new LabelScores(List.copyOf(labels), counts);
  }

  private int wanted(int label) {
    return IntStream.of(counts[label]).sum();
  }

  private int found(int label) {
    return IntStream.range(0, labels.size()).map(other -> counts[other][label]).sum();
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }

  /** F1 of a label: the harmonic mean of precision and recall; 0 where nothing was right. */
  private double f1(int label) {
    return share(2 * counts[label][label], wanted(label) + found(label));
  }

  /** The share of clips or frames whose label was found. */
  public double accuracy() {
    int all = IntStream.range(0, labels.size()).map(this::wanted).sum();
    return share(IntStream.range(0, labels.size()).map(k -> counts[k][k]).sum(), all);
  }

  /**
   * All scores by name: the accuracy; the mean F1 of the labels that occur or were found; of each
   * of these its precision, recall and how often it was wanted; and how often one was taken for
   * another.
   */
  public Map<String, Number> named() {
    int[] occurring =
        IntStream.range(0, labels.size()).filter(k -> wanted(k) + found(k) > 0).toArray();
    Map<String, Number> scores = new LinkedHashMap<>();
    scores.put("accuracy", accuracy());
    scores.put("macroF1", IntStream.of(occurring).mapToDouble(this::f1).average().orElse(0));
    for (int k : occurring) {
      String name = "perLabel." + labels.get(k);
      scores.put(name + ".precision", share(counts[k][k], found(k)));
      scores.put(name + ".recall", share(counts[k][k], wanted(k)));
      scores.put(name + ".count", wanted(k));
    }
    for (int k : occurring) {
      for (int other : occurring) {
        if (k != other && counts[k][other] > 0) {
          scores.put(
              "confused.%s.%s".formatted(labels.get(k), labels.get(other)), counts[k][other]);
        }
      }
    }
    return scores;
  }

  /** The confusion as lines of a table: a row is what was wanted, a column what was found. */
  public List<String> table() {
    int width = labels.stream().mapToInt(String::length).max().orElse(0);
    String cell = "%" + Math.max(width, 6) + "s";
    String head = "%-" + Math.max(width, 6) + "s";
    return IntStream.range(-1, labels.size())
        .mapToObj(
            row -> {
              StringBuilder line = new StringBuilder();
              line.append(head.formatted(row < 0 ? "wanted" : labels.get(row)));
              for (int k = 0; k < labels.size(); k++) {
                String text = row < 0 ? labels.get(k) : String.valueOf(counts[row][k]);
                line.append("  ").append(String.format(Locale.ROOT, cell, text));
              }
              return line.toString();
            })
        .toList();
  }
}
