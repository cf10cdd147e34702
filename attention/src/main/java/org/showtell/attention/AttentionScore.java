package org.showtell.attention;

/** How a query and a position's key are compared. */
public enum AttentionScore {
  /** {@code u . tanh(W a_i + V h + b)} (Bahdanau et al. 2015; Xu et al. 2015, eq. 4). */
  ADDITIVE,
  /** {@code (W a_i + b) . (V h) / sqrt(A)} (Luong et al. 2015; Vaswani et al. 2017, eq. 1). */
  DOT_PRODUCT
}
