package org.showtell.metric.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.SharedData;
import org.showtell.dataset.json.CocoCaptionsFile;
import org.showtell.metric.CaptionComparison;
import org.showtell.metric.PtbTokenizer;

class ObjectScorerTest {
  private static final double EXACT = 1e-12;

  private final ObjectScorer scorer = new ObjectScorer(ObjectWords.shipped());
  private final PtbTokenizer tokens = PtbTokenizer.sharing();

  private CaptionComparison image(String caption, String... people) {
    return new CaptionComparison(
        tokens.tokenize(caption), Stream.of(people).map(tokens::tokenize).toList());
  }

  private final CaptionComparison kitchen =
      image(
          "A man and a dog in a kitchen with a stove",
          "A woman at an oven",
          "A lady cooks on a stove while a cat looks on",
          "A cat in a kitchen",
          "A kitten and a stove",
          "A room with a fridge and a woman");

  @Test
  void oneImageIsComparedByHand() {
    ObjectScore.ImageObjects objects = scorer.compare(kitchen);
    assertEquals(List.of("dog", "oven", "person"), List.copyOf(objects.named()));
    assertEquals(Set.of("dog"), objects.byNobody());
    assertEquals(Set.of("oven", "person"), objects.rightly());
    // Three of five name the oven, the person and the cat; one names the refrigerator.
    assertEquals(3, objects.agreed());
    assertEquals(Set.of("cat"), objects.missed());
  }

  @Test
  void allImagesAreCountedTogether() {
    ObjectScore score = scorer.score(List.of(kitchen, image("Two cats", "A cat", "Cats on a bed")));
    assertEquals(1 / 4.0, score.namedByNobody(), EXACT);
    // Of two people both must name it: 60 % of two are more than one.
    assertEquals(3 / 4.0, score.recall(), EXACT);
    assertEquals(4, score.kinds());
    assertEquals(new ObjectScore.ClassCounts(1, 0, 1), score.perClass().get("cat"));
    assertEquals(new ObjectScore.ClassCounts(0, 1, 0), score.perClass().get("dog"));
    assertEquals(List.of("cat", "dog", "oven", "person"), List.copyOf(score.perClass().keySet()));
  }

  @Test
  void missedClassesAreNoKinds() {
    ObjectScore score = scorer.score(List.of(image("A sunset", "A boat")));
    assertEquals(0, score.kinds());
    assertEquals(0, score.namedByNobody());
    assertEquals(0, score.recall());
    assertEquals(new ObjectScore.ClassCounts(0, 0, 1), score.perClass().get("boat"));
  }

  @Test
  void enoughPeopleAreSixtyPercentOfAnyNumber() {
    assertEquals(1, scorer.compare(image("", "A cat")).agreed());
    assertEquals(0, scorer.compare(image("", "A cat", "A dog")).agreed());
    assertEquals(1, scorer.compare(image("", "A cat", "A cat", "A dog")).agreed());
    assertEquals(0, scorer.compare(image("", "A cat", "A cat", "A dog", "A dog")).agreed());
    assertEquals(1, scorer.compare(image("", "A cat", "A cat", "A cat", "A dog")).agreed());
    assertEquals(0, scorer.compare(image("", "A cat", "A cat", "x", "x", "x")).agreed());
    assertEquals(1, scorer.compare(image("", "A cat", "A cat", "A cat", "x", "x")).agreed());
  }

  @Test
  void objectsThatContradictEachOtherAreRefused() {
    TreeSet<String> none = new TreeSet<>();
    TreeSet<String> cat = new TreeSet<>(Set.of("cat"));
    assertThrows(
        IllegalArgumentException.class, () -> new ObjectScore.ImageObjects(none, cat, none, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new ObjectScore.ImageObjects(cat, none, cat, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new ObjectScore.ImageObjects(none, none, cat, 0));
  }

  /** Each person of COCO's dev photos in turn against the other four. */
  @Test
  void peopleRarelyNameWhatOtherPeopleDoNot() throws IOException {
    List<CaptionedImage> images =
        CocoCaptionsFile.read(SharedData.require("coco/captions_dev.json"), new LeftOut());
    List<CaptionComparison> turns = new ArrayList<>();
    int kindsOfFirst = 0;
    for (int turn = 0; turn < 5; turn++) {
      List<CaptionComparison> one = new ArrayList<>();
      for (CaptionedImage image : images) {
        List<String> others = new ArrayList<>(image.captions());
        String caption = others.remove(turn);
        one.add(image(caption, others.toArray(String[]::new)));
      }
      ObjectScore score = scorer.score(one);
      System.out.printf(
          "person %d against the others: by nobody %.4f, recall %.4f, kinds %d%n",
          turn + 1, score.namedByNobody(), score.recall(), score.kinds());
      kindsOfFirst = turn == 0 ? score.kinds() : kindsOfFirst;
      turns.addAll(one);
    }
    ObjectScore score = scorer.score(turns);
    System.out.printf(
        "all five: by nobody %.4f, recall %.4f%n", score.namedByNobody(), score.recall());
    assertTrue(score.namedByNobody() > 0.03 && score.namedByNobody() < 0.12);
    assertTrue(score.recall() > 0.8 && score.recall() < 0.95);
    assertTrue(kindsOfFirst > 45, () -> "first person's kinds of objects");
  }
}
