package org.showtell.decoder.label;

/** What gets a label. */
public enum LabelScope {
  /** A clip, by what the layers hold after they have read all of its frames. */
  CLIP,
  /** Each frame, by what the layers hold at it (Donahue et al. 2015, section 4). */
  FRAME,
  /** A clip, by the mean of its frames, which has no order: what there is to compare with. */
  MEAN
}
