package org.showtell.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.showtell.metric.WordAligner.Alignment.Match;

/**
 * METEOR's alignment of two sentences (Denkowski and Lavie 2014, section 2; Lavie and Agarwal 2007,
 * section 2.1): each word is matched once at most; of all such alignments the one with the most
 * matches, then the fewest chunks, then the least sum of distances between matched positions, then
 * the earlier stages.
 *
 * <p>The candidate is read from left to right. Two partial alignments that have used the same of
 * those reference words which can still be matched, and ended at the same place, have the same
 * future: only the better one is kept. The result is therefore the best there is, unless a sentence
 * repeats words so much that more than {@value #MOST_STATES} partial alignments differ; then the
 * best of them are gone on with.
 */
final class WordAligner {
  static final int MOST_STATES = 512;

  /** No match at the position before, or none that the next match could continue. */
  private static final int NOWHERE = -2;

  private static final Comparator<State> BEST_FIRST =
      Comparator.<State>comparingInt(s -> -s.matches)
          .thenComparingInt(s -> s.chunks)
          .thenComparingInt(s -> s.distance)
          .thenComparingInt(s -> s.stages);

  private final Stage[][] links; // [candidate][reference], null where the words do not match
  private final int references;
  private final BitSet[] open; // for each candidate position, what it and later ones can match
  private final int[] hopes; // for each candidate position, how many from it on have a link

  private WordAligner(List<MeteorWord> candidate, List<MeteorWord> reference) {
    references = reference.size();
    links = new Stage[candidate.size()][references];
    open = new BitSet[candidate.size() + 1];
    hopes = new int[candidate.size() + 1];
    open[candidate.size()] = new BitSet();
    for (int i = candidate.size() - 1; i >= 0; i--) {
      open[i] = (BitSet) open[i + 1].clone();
      hopes[i] = hopes[i + 1];
      boolean linked = false;
      for (int j = 0; j < references; j++) {
        links[i][j] = Stage.of(candidate.get(i), reference.get(j));
        if (links[i][j] != null) {
          open[i].set(j);
          linked = true;
        }
      }
      hopes[i] += linked ? 1 : 0;
    }
  }

  /** What later positions must know of the earlier ones. */
  private record Key(BitSet used, int last) {}

  /** A partial alignment; {@code match} is its newest one. */
  private record State(
      State before, Match match, Key key, int matches, int chunks, int distance, int stages) {

    State without(Key next) {
      return new State(before, match, next, matches, chunks, distance, stages);
    }

    State with(Match added, Key next) {
      boolean continues = key.last + 1 == added.reference();
      return new State(
          this,
          added,
          next,
          matches + 1,
          chunks + (continues ? 0 : 1),
          distance + Math.abs(added.candidate() - added.reference()),
          stages + added.stage().ordinal());
    }
  }

  static Alignment align(List<MeteorWord> candidate, List<MeteorWord> reference) {
    return new WordAligner(candidate, reference).align();
  }

  private Alignment align() {
    List<Match> unique = onlyMatches();
    if (unique != null) {
      return new Alignment(unique, chunks(unique));
    }
    int most = mostMatches();
    Collection<State> states =
        List.of(new State(null, null, new Key(new BitSet(), NOWHERE), 0, 0, 0, 0));
    for (int i = 0; i < links.length; i++) {
      Map<Key, State> next = new LinkedHashMap<>();
      for (State state : states) {
        for (int j = open[i].nextSetBit(0); j >= 0; j = open[i].nextSetBit(j + 1)) {
          if (links[i][j] != null && !state.key.used.get(j)) {
            Key key = key(state, i, j);
            keep(next, state.with(new Match(i, j, links[i][j]), key));
          }
        }
        // Who leaves a word out must still be able to reach the most matches.
        if (state.matches + hopes[i + 1] >= most) {
          keep(next, state.without(key(state, i, NOWHERE)));
        }
      }
      states = next.size() > MOST_STATES ? best(next.values()) : next.values();
    }
    return alignment(states.stream().min(BEST_FIRST).orElseThrow());
  }

  /** All matches where no word has two, which is often so; else null. */
  private List<Match> onlyMatches() {
    List<Match> matches = new ArrayList<>();
    BitSet used = new BitSet(references);
    for (int i = 0; i < links.length; i++) {
      int before = matches.size();
      for (int j = 0; j < references; j++) {
        if (links[i][j] != null) {
          if (used.get(j) || matches.size() > before) {
            return null;
          }
          used.set(j);
          matches.add(new Match(i, j, links[i][j]));
        }
      }
    }
    return matches;
  }

  private static int chunks(List<Match> matches) {
    int chunks = matches.isEmpty() ? 0 : 1;
    for (int k = 1; k < matches.size(); k++) {
      Match last = matches.get(k - 1);
      Match next = matches.get(k);
      boolean continues =
          next.candidate() == last.candidate() + 1 && next.reference() == last.reference() + 1;
      chunks += continues ? 0 : 1;
    }
    return chunks;
  }

  private Key key(State state, int i, int matched) {
    BitSet used = (BitSet) state.key.used.clone();
    if (matched >= 0) {
      used.set(matched);
    }
    used.and(open[i + 1]);
    boolean continues =
        matched >= 0
            && i + 1 < links.length
            && matched + 1 < references
            && links[i + 1][matched + 1] != null;
    return new Key(used, continues ? matched : NOWHERE);
  }

  private static void keep(Map<Key, State> states, State state) {
    states.merge(
        state.key, state, (old, found) -> BEST_FIRST.compare(found, old) < 0 ? found : old);
  }

  private static List<State> best(Collection<State> states) {
    return states.stream().sorted(BEST_FIRST).limit(MOST_STATES).toList();
  }

  private static Alignment alignment(State end) {
    LinkedList<Match> matches = new LinkedList<>();
    for (State state = end; state.match != null; state = state.before) {
      matches.addFirst(state.match);
    }
    return new Alignment(new ArrayList<>(matches), end.chunks);
  }

  /** The size of a maximum matching, by augmenting paths. */
  private int mostMatches() {
    int[] candidateOf = new int[references];
    Arrays.fill(candidateOf, -1);
    int most = 0;
    for (int i = 0; i < links.length; i++) {
      most += augment(i, candidateOf, new BitSet()) ? 1 : 0;
    }
    return most;
  }

  private boolean augment(int i, int[] candidateOf, BitSet tried) {
    for (int j = 0; j < references; j++) {
      if (links[i][j] != null && !tried.get(j)) {
        tried.set(j);
        if (candidateOf[j] < 0 || augment(candidateOf[j], candidateOf, tried)) {
          candidateOf[j] = i;
          return true;
        }
      }
    }
    return false;
  }

  /**
   * How two words match, in the order of trial, with the weights tuned for English (Denkowski and
   * Lavie 2014, "Meteor Universal").
   */
  enum Stage {
    /** The same letters. */
    EXACT(1.0),
    /** The same Snowball stem. */
    STEM(0.6),
    /** A common synonym set of WordNet. */
    SYNONYM(0.8);

    private final double weight;

    Stage(double weight) {
      this.weight = weight;
    }

    double weight() {
      return weight;
    }

    /** The first stage at which the words match, or null if they match at none. */
    static Stage of(MeteorWord a, MeteorWord b) {
      if (a == b || a.text().equals(b.text())) {
        return EXACT;
      }
      if (a.stem().equals(b.stem())) {
        return STEM;
      }
      return a.sharesSynset(b) ? SYNONYM : null;
    }
  }

  /**
   * Which words match, in the candidate's order and none twice, and the least number of runs that
   * are contiguous and in the same order on both sides.
   */
  record Alignment(List<Match> matches, int chunks) {

    /** A match by positions. */
    record Match(int candidate, int reference, Stage stage) {}

    Alignment {
      matches = List.copyOf(matches);
    }
  }
}
