package org.showtell.benchmarks.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassNounsTest {
  private static final List<String> LABELS =
      List.of(
          "background",
          "tabby, tabby cat",
          "tiger cat",
          "lion, king of beasts, Panthera leo",
          "sorrel",
          "Border collie",
          "crane",
          "crane",
          "goldfinch, Carduelis carduelis",
          "minivan",
          "ox",
          "zebra");

  private final ClassNouns nouns =
      new ClassNouns(
          LABELS, List.of("cat", "dog", "horse", "bird", "lion", "cow=cattle", "horse=zebra"));

  @Test
  void classIsCalledByTheNounAboveIt() {
    assertEquals(Optional.empty(), nouns.of(0));
    assertEquals(Optional.of("cat"), nouns.of(1));
    assertEquals(Optional.of("cat"), nouns.of(2));
    assertEquals(Optional.of("lion"), nouns.of(3));
    assertEquals(Optional.of("horse"), nouns.of(4));
    assertEquals(Optional.of("dog"), nouns.of(5));
    assertEquals(Optional.of("bird"), nouns.of(8));
    assertEquals(Optional.empty(), nouns.of(9));
    assertEquals(Optional.of("cow"), nouns.of(10));
    assertEquals(Optional.of("horse"), nouns.of(11));
  }

  @Test
  void nameOfTwoClassesSaysNothing() {
    assertEquals(Optional.empty(), nouns.of(6));
    assertEquals(Optional.empty(), nouns.of(7));
  }

  @Test
  void probabilitiesOfANounsClassesAreAdded() {
    float[] logits = new float[LABELS.size()];
    logits[1] = logits[2] = 3; // two cats: 2 e^3 of 2 e^3 + e^2 + 7
    logits[5] = 2;
    assertEquals(Optional.of("cat"), nouns.seen(logits, 0.7));
    assertEquals(Optional.empty(), nouns.seen(logits, 0.75));
    assertThrows(IllegalArgumentException.class, () -> nouns.seen(new float[3], 0.5));
  }

  @Test
  void nounThatWordNetLacksIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ClassNouns(LABELS, List.of("qwertz")));
  }

  @Test
  void photosAreTakenAtEqualDistances() {
    assertEquals(List.of(0, 2, 4), ClassCaptions.spread(List.of(0, 1, 2, 3, 4, 5), 3));
    assertEquals(List.of(0, 1), ClassCaptions.spread(List.of(0, 1), 3));
  }
}
