package org.showtell.app.training.caption;

import java.nio.file.Path;
import java.util.List;

/**
 * What captions are learnt from beside the first data set.
 *
 * @param moreData further data sets, learnt together with the first
 * @param text sentences without photos, one a line; or null
 * @param textDraws sentences of it that an epoch draws
 * @param wordBonus what a detected word adds to the rank of a caption that says it, times its
 *     probability; of the search on dev, and the model's own
 */
public record CaptionSources(List<String> moreData, Path text, int textDraws, double wordBonus) {
  /** Checks that sentences are drawn where there are any. */
  public CaptionSources {
    moreData = List.copyOf(moreData);
    if (text != null && textDraws < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 sentence without a photo an epoch but got " + textDraws);
    }
  }

  /** The first data set alone. */
  public static CaptionSources none() {
    return new CaptionSources(List.of(), null, 0, 0);
  }

  /** What must be equal for a run to go on from a checkpoint; empty for a plain run. */
  String fingerprint() {
    return text == null ? "" : "\nsentences " + text.getFileName() + " " + textDraws;
  }
}
