package org.showtell.dataset.json;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds videos by their ids: {@code video0} is {@code video0.mp4}, or {@code clips/video0.avi}. */
final class VideoNames {
  /** Where several files share a name, a video goes before its sound or its subtitles. */
  private static final List<String> EXTENSIONS =
      List.of("mp4", "avi", "webm", "mkv", "mov", "m4v", "flv", "mpg", "mpeg", "wmv", "gif");

  private final Map<String, String> byId = new HashMap<>();

  VideoNames(Collection<String> names) {
    for (String name : names) {
      String last = name.substring(name.lastIndexOf('/') + 1);
      int dot = last.lastIndexOf('.');
      byId.merge(
          dot <= 0 ? last : last.substring(0, dot), name, (a, b) -> rank(b) < rank(a) ? b : a);
      byId.putIfAbsent(last, name);
    }
  }

  /** The file of a video, or the name under which one would look for it. */
  String of(String id) {
    String found = byId.get(id);
    return found == null ? id + ".mp4" : found;
  }

  private static int rank(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    int rank = EXTENSIONS.indexOf(extension);
    return rank < 0 ? EXTENSIONS.size() : rank;
  }
}
