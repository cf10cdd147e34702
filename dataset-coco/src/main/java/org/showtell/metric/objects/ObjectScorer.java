package org.showtell.metric.objects;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.showtell.metric.CaptionComparison;

/**
 * Compares the objects that captions name with those that people name (after Rohrbach et al. 2018,
 * "Object hallucination in image captioning", CHAIR). Unlike there, truth is what the human
 * captions say and no drawn box: people don't name all they see, and a caption needn't either.
 *
 * <p>Safe to share between threads.
 */
public record ObjectScorer(ObjectWords words) {
  /** Enough people are three of five: 60 % of an image's human captions. */
  private static final int ENOUGH = 3;

  private static final int OF = 5;

  /** The objects of one image. */
  public ObjectScore.ImageObjects compare(CaptionComparison image) {
    Set<String> named = words.named(image.candidate());
    Map<String, Integer> people = new HashMap<>();
    for (List<String> reference : image.references()) {
      words.named(reference).forEach(name -> people.merge(name, 1, Integer::sum));
    }
    Set<String> agreed =
        people.keySet().stream()
            .filter(name -> people.get(name) * OF >= image.references().size() * ENOUGH)
            .collect(Collectors.toSet());
    TreeSet<String> byNobody = new TreeSet<>(named);
    byNobody.removeAll(people.keySet());
    TreeSet<String> missed = new TreeSet<>(agreed);
    missed.removeAll(named);
    return new ObjectScore.ImageObjects(new TreeSet<>(named), byNobody, missed, agreed.size());
  }

  /** The objects of one image or more. */
  public ObjectScore score(List<CaptionComparison> images) {
    return ObjectScore.of(images.parallelStream().map(this::compare).toList());
  }
}
