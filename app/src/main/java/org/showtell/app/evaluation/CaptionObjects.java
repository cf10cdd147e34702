package org.showtell.app.evaluation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.showtell.metric.CaptionComparison;
import org.showtell.metric.objects.ObjectScore;
import org.showtell.metric.objects.ObjectScorer;
import org.showtell.metric.objects.ObjectWords;

/** How honest captions are about objects, by the names that are printed. */
public record CaptionObjects(ObjectScore score) {
  /** Of the objects named, the share that no person names. */
  public static final String BY_NOBODY = "objects_named_by_nobody";

  /** Of the objects that enough people name, the share that is named. */
  public static final String RECALL = "objects_recall";

  /** How many different objects are named. */
  public static final String KINDS = "objects_kinds";

  private static final List<String> THIRDS = List.of(".low", ".middle", ".high");
  private static final int NOTED = 12;

  /** Counts the objects of one image or more. */
  public static CaptionObjects of(List<CaptionComparison> comparisons) {
    return new CaptionObjects(new ObjectScorer(ObjectWords.shipped()).score(comparisons));
  }

  /** The values over all images together: two shares of 1 and a count. */
  public Map<String, Number> corpus() {
    Map<String, Number> values = new LinkedHashMap<>();
    values.put(BY_NOBODY, score.namedByNobody());
    values.put(RECALL, score.recall());
    values.put(KINDS, score.kinds());
    return values;
  }

  /**
   * Whether the model knows when it is wrong: the share of captions that name an object that nobody
   * named, among those with the lowest, the middle and the highest mean log-probability per token.
   * Nothing for fewer than three captions.
   */
  public Map<String, Number> byScore(List<Double> scores) {
    int size = score.perImage().size();
    if (scores.size() != size) {
      throw new IllegalArgumentException(
          "scores must be " + size + ", one of each caption, but got " + scores.size());
    }
    Map<String, Number> shares = new LinkedHashMap<>();
    if (size < THIRDS.size()) {
      return shares;
    }
    List<Integer> ranked =
        IntStream.range(0, size).boxed().sorted(Comparator.comparing(scores::get)).toList();
    for (int third = 0; third < THIRDS.size(); third++) {
      List<Integer> part =
          ranked.subList(third * size / THIRDS.size(), (third + 1) * size / THIRDS.size());
      long wrong = part.stream().filter(i -> !score.perImage().get(i).byNobody().isEmpty()).count();
      shares.put(BY_NOBODY + THIRDS.get(third), (double) wrong / part.size());
    }
    return shares;
  }

  /** The objects of one image, by its place among the comparisons. */
  public Map<String, List<String>> image(int index) {
    ObjectScore.ImageObjects objects = score.perImage().get(index);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    lists.put("objects_named", List.copyOf(objects.named()));
    lists.put(BY_NOBODY, List.copyOf(objects.byNobody()));
    lists.put("objects_missed", List.copyOf(objects.missed()));
    return lists;
  }

  /** Which objects captions are wrong about most often; nothing where they never are. */
  public List<String> notes() {
    String worst =
        score.perClass().entrySet().stream()
            .filter(entry -> wrong(entry.getValue()) > 0)
            .sorted(Comparator.comparing(entry -> -wrong(entry.getValue())))
            .limit(NOTED)
            .map(entry -> entry.getKey() + " " + counts(entry.getValue()))
            .collect(Collectors.joining(", "));
    return worst.isEmpty()
        ? List.of()
        : List.of("objects named rightly/by nobody/missed, the worst: " + worst);
  }

  private static int wrong(ObjectScore.ClassCounts counts) {
    return counts.byNobody() + counts.missed();
  }

  private static String counts(ObjectScore.ClassCounts counts) {
    return counts.rightly() + "/" + counts.byNobody() + "/" + counts.missed();
  }
}
