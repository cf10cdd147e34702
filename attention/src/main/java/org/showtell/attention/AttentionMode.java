package org.showtell.attention;

/** What becomes of the weights. */
public enum AttentionMode {
  /** The context is the weighted mean of all positions (Xu et al. 2015, section 4.2). */
  SOFT,
  /** The context is one position, drawn from the weights (Xu et al. 2015, section 4.1). */
  HARD
}
