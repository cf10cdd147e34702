package org.showtell.app.evaluation;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.showtell.dataset.AnnotationFormatException;

/** Whether results and references are about the same things: nothing is left out in silence. */
final class Matching {
  private static final int MOST_NAMED = 20;

  private Matching() {}

  /** Refuses results without references and references without results. */
  static void require(
      Path resultsFile,
      Collection<String> results,
      Path referencesFile,
      Collection<String> references,
      String things,
      String advice)
      throws AnnotationFormatException {
    List<String> unknown = without(results, new HashSet<>(references));
    if (!unknown.isEmpty()) {
      throw new AnnotationFormatException(
          "%s: expected %s that are in %s, but got %s; check that the two files belong together"
              .formatted(resultsFile, things, referencesFile, names(unknown)));
    }
    List<String> missing = without(references, new HashSet<>(results));
    if (!missing.isEmpty()) {
      throw new AnnotationFormatException(
          "%s: expected a result for all %d %s of %s, but got none for %s; %s"
              .formatted(
                  resultsFile, references.size(), things, referencesFile, names(missing), advice));
    }
  }

  private static List<String> without(Collection<String> ids, Set<String> known) {
    return ids.stream().filter(id -> !known.contains(id)).toList();
  }

  /** The first twenty by name, the others by number. */
  private static String names(List<String> ids) {
    String names = ids.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return ids.size() <= MOST_NAMED ? names : names + " and " + (ids.size() - MOST_NAMED) + " more";
  }
}
