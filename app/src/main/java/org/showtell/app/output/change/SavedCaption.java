package org.showtell.app.output.change;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What a file says about one image or a part of a video.
 *
 * @param path as the run that wrote it named it
 * @param start of the part in seconds; null for an image and for a whole video
 * @param caption null where there is none
 * @param score null where the file has none
 * @param keywords none where the file has none
 * @param error null where there was none
 */
public record SavedCaption(
    String path, Double start, String caption, Double score, List<String> keywords, String error) {
  public SavedCaption {
    Objects.requireNonNull(path, "path");
    keywords = List.copyOf(keywords);
  }

  /** The image or the part, which is the same in two files. */
  public String name() {
    return start == null ? path : path + " at " + start + " s";
  }

  /** Whether another file says the same; scores and the order of keywords do not matter. */
  boolean saysTheSameAs(SavedCaption other) {
    return Objects.equals(caption, other.caption)
        && (caption != null || (error == null) == (other.error == null))
        && new HashSet<>(keywords).equals(new HashSet<>(other.keywords));
  }

  /** The caption, or why there is none. */
  public String text() {
    return caption != null ? caption : error != null ? "failed: " + error : "(no caption)";
  }
}
