package org.showtell.dataset.questions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What all captions of an image say of one noun. */
final class Mention {
  private final Noun noun;
  private final Set<Integer> captions = new HashSet<>();
  private final Set<Integer> counts = new TreeSet<>();
  private final List<List<String>> colours = new ArrayList<>();
  private boolean told; // a number stands before it
  private boolean doubtful; // mentioned twice in a caption, or "another" one

  Mention(Noun noun) {
    this.noun = noun;
  }

  void add(int caption, NounPhrase phrase, boolean number) {
    doubtful |= !captions.add(caption) || phrase.determiner().matches("another|other|each|every");
    if (!phrase.determiner().matches("the|its|his|her|their|this|that") || phrase.count() != 1) {
      counts.add(phrase.count());
    }
    told |= number;
    if (!phrase.colours().isEmpty()) {
      colours.add(phrase.colours());
    }
  }

  Noun noun() {
    return noun;
  }

  /** In how many captions it is. */
  int captions() {
    return captions.size();
  }

  /** How many there are, where all captions agree; 0 where they do not or leave it open. */
  int count() {
    return doubtful || counts.size() != 1 ? 0 : counts.iterator().next();
  }

  /** Whether a number was told, and not only "a". */
  boolean told() {
    return told;
  }

  /** Whether it may be more than one. */
  boolean perhapsMany() {
    return doubtful || counts.stream().anyMatch(count -> count != 1);
  }

  /** The one colour that captions give it; empty for none, several, or a mix. */
  String colour() {
    Set<String> all = new HashSet<>();
    colours.forEach(all::addAll);
    boolean mixed = colours.stream().anyMatch(list -> list.size() > 1);
    return mixed || all.size() != 1 ? "" : all.iterator().next();
  }
}
