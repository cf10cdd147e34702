package org.showtell.dataset.questions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Finds for every yes a no with the same words about another image, so that the question alone says
 * nothing about the answer and a blind model is right half of the time.
 *
 * <p>Claims are swapped within their group: an image that had two of them true is given two that
 * are false of it. A claim that finds no image is dropped together with one of its true ones.
 */
final class BalancedPairs {
  private final Random random;

  BalancedPairs(Random random) {
    this.random = random;
  }

  /** A claim about an image, by its number; claims of one group are swapped. */
  record Claim(int image, String group, String claim) {}

  /** Tells whether a claim is surely false of an image. */
  @FunctionalInterface
  interface Falsehood {
    boolean surelyFalse(int image, String group, String claim);
  }

  /** The true claims that are kept and as many false ones. */
  record Pairs(List<Claim> kept, List<Claim> swapped) {}

  Pairs pairs(List<Claim> claims, Falsehood falsehood) {
    Map<String, List<Claim>> groups = new LinkedHashMap<>();
    for (Claim claim : claims) {
      groups.computeIfAbsent(claim.group(), name -> new ArrayList<>()).add(claim);
    }
    List<Claim> kept = new ArrayList<>();
    List<Claim> swapped = new ArrayList<>();
    for (List<Claim> group : groups.values()) {
      swap(group, falsehood, kept, swapped);
    }
    return new Pairs(kept, swapped);
  }

  private void swap(List<Claim> group, Falsehood falsehood, List<Claim> kept, List<Claim> swapped) {
    List<Claim> pool = new ArrayList<>(group);
    Collections.shuffle(pool, random);
    Set<Claim> given = new HashSet<>();
    for (Claim slot : group) {
      Set<String> refused = new HashSet<>();
      for (int i = 0; i < pool.size(); i++) {
        Claim candidate = new Claim(slot.image(), slot.group(), pool.get(i).claim());
        if (!refused.add(candidate.claim())) {
          continue;
        }
        if (!given.contains(candidate)
            && falsehood.surelyFalse(slot.image(), slot.group(), candidate.claim())) {
          given.add(candidate);
          swapped.add(candidate);
          pool.remove(i);
          break;
        }
      }
    }
    Map<String, Integer> left = new LinkedHashMap<>();
    pool.forEach(claim -> left.merge(claim.claim(), 1, Integer::sum));
    for (Claim claim : group) {
      int dropped = left.getOrDefault(claim.claim(), 0);
      if (dropped > 0) {
        left.put(claim.claim(), dropped - 1);
      } else {
        kept.add(claim);
      }
    }
  }
}
