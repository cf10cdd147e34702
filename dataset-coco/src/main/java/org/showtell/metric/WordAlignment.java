package org.showtell.metric;

import java.util.List;

/**
 * Which words of a candidate and a reference match.
 *
 * @param matches in the candidate's order; no word of either side twice
 * @param chunks the least number of runs that are contiguous and in the same order on both sides
 */
record WordAlignment(List<Match> matches, int chunks) {

  /**
   * @param candidate position in the candidate
   * @param reference position in the reference
   * @param stage by what they match
   */
  record Match(int candidate, int reference, MatchStage stage) {}

  WordAlignment {
    matches = List.copyOf(matches);
  }
}
