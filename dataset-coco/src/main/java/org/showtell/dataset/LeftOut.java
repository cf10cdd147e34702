package org.showtell.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a reader of annotations cannot use: counted by reason, the first few by name. */
public final class LeftOut {
  private static final int MOST_NAMED = 5;

  private record Reason(String thing, String why) {}

  private final Map<Reason, List<String>> names = new LinkedHashMap<>();
  private final Set<String> all = new HashSet<>();

  /**
   * Counts one.
   *
   * @param thing what it is, such as {@code image}
   * @param why without a verb, such as {@code no caption}
   * @param name of the thing
   */
  public void add(String thing, String why, String name) {
    names.computeIfAbsent(new Reason(thing, why), reason -> new ArrayList<>()).add(name);
    all.add(name);
  }

  /** Counts an image without a caption, under its id and its file. */
  public void addImage(String id, String file) {
    add("image", "no caption", file);
    all.add(id);
  }

  /** Whether all could be used. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Whether the thing of that name, an image's id too, was left out. */
  public boolean contains(String name) {
    return all.contains(name);
  }

  /** One line for each reason, that begins with the file; none where nothing was left out. */
  public List<String> notes(Object file) {
    List<String> notes = new ArrayList<>();
    names.forEach((reason, all) -> notes.add(file + ": " + note(reason, all)));
    return notes;
  }

  /** All reasons in one line. */
  public String summary() {
    List<String> notes = new ArrayList<>();
    names.forEach((reason, all) -> notes.add(note(reason, all)));
    return notes.isEmpty() ? "no images" : String.join("; ", notes);
  }

  private static String note(Reason reason, List<String> names) {
    int more = names.size() - MOST_NAMED;
    return "%d %s%s left out (%s): %s%s"
        .formatted(
            names.size(),
            reason.thing(),
            names.size() == 1 ? "" : "s",
            reason.why(),
            String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))),
            more > 0 ? " and " + more + " more" : "");
  }
}
