package org.showtell.app.output.change;

import java.util.ArrayList;
import java.util.List;

/**
 * What has become of an image's caption.
 *
 * @param before null where the image is new
 * @param after null where it is gone
 */
public record CaptionChange(SavedCaption before, SavedCaption after) {
  /** The kinds of changes. */
  public enum Kind {
    CHANGED,
    NEW,
    GONE
  }

  public CaptionChange {
    if (before == null && after == null) {
      throw new IllegalArgumentException(
          "a change must have a before or an after, but got neither");
    }
  }

  public Kind kind() {
    return before == null ? Kind.NEW : after == null ? Kind.GONE : Kind.CHANGED;
  }

  /** The image. */
  public SavedCaption either() {
    return after == null ? before : after;
  }

  /** Keywords of one side that the other does not have. */
  static List<String> only(SavedCaption side, SavedCaption other) {
    List<String> words = new ArrayList<>(side == null ? List.of() : side.keywords());
    words.removeAll(other == null ? List.of() : other.keywords());
    return words;
  }
}
