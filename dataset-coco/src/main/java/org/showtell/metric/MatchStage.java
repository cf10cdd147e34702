package org.showtell.metric;

/**
 * By what two words match in METEOR, in the order in which it is tried, with the weights that were
 * tuned for English (Denkowski and Lavie 2014, "Meteor Universal").
 */
enum MatchStage {
  /** The same letters. */
  EXACT(1.0),
  /** The same Snowball stem. */
  STEM(0.6),
  /** A common synonym set of WordNet. */
  SYNONYM(0.8);

  private final double weight;

  MatchStage(double weight) {
    this.weight = weight;
  }

  double weight() {
    return weight;
  }

  /**
   * @return the first stage at which the words match, or null if they match at none
   */
  static MatchStage of(MeteorWord a, MeteorWord b) {
    if (a == b || a.text().equals(b.text())) {
      return EXACT;
    }
    if (a.stem().equals(b.stem())) {
      return STEM;
    }
    return a.sharesSynset(b) ? SYNONYM : null;
  }
}
