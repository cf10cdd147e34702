package org.showtell.app.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What captions are learnt from beside the first data set.
 *
 * @param moreData further data sets, learnt together with the first
 * @param weights how often each data set, the first included, is drawn against its size; empty for
 *     once an epoch
 * @param text sentences without photos, one a line; or null
 * @param textDraws sentences of it that an epoch draws
 */
public record CaptionSources(
    List<String> moreData, List<Double> weights, Path text, int textDraws) {
  /** Checks that every data set has a weight, or none has. */
  public CaptionSources {
    moreData = List.copyOf(moreData);
    weights = List.copyOf(weights);
    if (!weights.isEmpty() && weights.size() != moreData.size() + 1) {
      throw new IllegalArgumentException(
          "Expected a weight for each of "
              + (moreData.size() + 1)
              + " data sets but got "
              + weights.size()
              + ": "
              + weights);
    }
    for (double weight : weights) {
      if (!(weight > 0 && weight <= 1000)) {
        throw new IllegalArgumentException(
            "Expected data weights above 0 and at most 1000 but got " + weight);
      }
    }
    if (text != null && textDraws < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 sentence without a photo an epoch but got " + textDraws);
    }
  }

  /** The first data set alone. */
  public static CaptionSources none() {
    return new CaptionSources(List.of(), List.of(), null, 0);
  }

  /** What must be equal for a run to go on from a checkpoint; empty for a plain run. */
  String fingerprint() {
    List<String> parts = new ArrayList<>();
    if (!weights.isEmpty()) {
      parts.add("weights " + weights);
    }
    if (text != null) {
      parts.add("sentences " + text.getFileName() + " " + textDraws);
    }
    return parts.isEmpty() ? "" : "\n" + String.join("\n", parts);
  }
}
