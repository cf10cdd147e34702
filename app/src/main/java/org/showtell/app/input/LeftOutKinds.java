package org.showtell.app.input;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts what a walk leaves out, by kind. */
final class LeftOutKinds {
  private static final int NAMED = 8;

  private final Map<String, Integer> all = new HashMap<>();
  private final Map<String, Integer> unread = new HashMap<>();

  void add(String name) {
    all.merge(PhotoFiles.kind(name), 1, Integer::sum);
    if (PhotoFiles.isUnread(name)) {
      unread.merge(PhotoFiles.kind(name), 1, Integer::sum);
    }
  }

  /** Every kind with its number, the most frequent first; empty where nothing was left out. */
  Optional<String> all() {
    return described(all);
  }

  /** Photos of formats that are not read. */
  Optional<String> unread() {
    return described(unread);
  }

  private static Optional<String> described(Map<String, Integer> counts) {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    Comparator<Map.Entry<String, Integer>> order =
        Map.Entry.<String, Integer>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey());
    String named =
        counts.entrySet().stream()
            .sorted(order)
            .limit(NAMED)
            .map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
    long others =
        counts.entrySet().stream().sorted(order).skip(NAMED).mapToLong(Map.Entry::getValue).sum();
    return Optional.of(others == 0 ? named : named + ", " + others + " of other kinds");
  }
}
