package org.showtell.dataset.keywords;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.AnnotationFormatException;

class ClassWordsTest {
  private static final List<String> LABELS = ClassWords.imageNetLabels();
  private static final KeywordVocabulary WORDS =
      new KeywordVocabulary(
          List.of(
              "dog",
              "cat",
              "coffee",
              "cup",
              "car",
              "squirrel",
              "animal",
              "beach",
              "ocean",
              "fish",
              "bird",
              "motorcycle",
              "helmet",
              "bicycle",
              "bike",
              "limousine",
              "furniture"));
  private static final ClassWords CLASSES = ClassWords.ofLabels(LABELS, WORDS);

  private static List<String> words(int clazz) {
    return Arrays.stream(CLASSES.words(clazz)).mapToObj(WORDS::word).toList();
  }

  @Test
  void breedsAndModelsAreWhatPeopleCallThem() {
    assertEquals(1000, CLASSES.size());
    assertEquals(List.of("dog"), words(153)); // Maltese
    assertEquals(List.of("dog"), words(207)); // golden retriever
    assertEquals(List.of("cat"), words(285)); // Egyptian cat
    assertEquals(List.of("car"), words(817)); // sports car
    assertEquals(List.of("limousine", "car"), words(627));
    assertEquals(List.of("fish"), words(2)); // great white shark
    assertEquals(List.of("squirrel"), words(335)); // fox squirrel
  }

  @Test
  void aReadersCorrectionsHold() {
    assertEquals(List.of("coffee", "cup"), words(967)); // espresso
    assertEquals(List.of("beach", "ocean"), words(978)); // seashore
    assertEquals(List.of("motorcycle"), words(665)); // moped
    assertEquals(List.of("helmet"), words(518)); // crash helmet
    assertEquals(List.of("bicycle", "bike"), words(671)); // mountain bike
  }

  @Test
  void bothCranesAreTold() {
    assertEquals(List.of("bird"), words(134));
    assertEquals(List.of(), words(517));
  }

  @Test
  void animalStandsOnlyWhereNothingNearerDoes() {
    assertEquals(List.of("animal"), words(298)); // mongoose
    assertEquals(List.of("bird"), words(80)); // black grouse
  }

  @Test
  void everyCorrectionNamesAClass() {
    ClassWordRules rules = new ClassWordRules();
    assertEquals(List.of(), rules.unknownClasses(LABELS));
  }

  @Test
  void classesOfAWordAddUp() {
    float[] probabilities = new float[1000];
    probabilities[153] = 0.25f;
    probabilities[207] = 0.5f;
    probabilities[967] = 0.125f;
    float[] mass = CLASSES.wordMass(probabilities);
    assertEquals(0.75f, mass[WORDS.index("dog")]);
    assertEquals(0.125f, mass[WORDS.index("cup")]);
    assertEquals(0, mass[WORDS.index("cat")]);
    assertThrows(IllegalArgumentException.class, () -> CLASSES.wordMass(new float[3]));
  }

  @Test
  void comesBackFromItsFile() throws IOException {
    ClassWords read = ClassWords.read(new ByteArrayInputStream(CLASSES.bytes()), WORDS);
    assertArrayEquals(CLASSES.bytes(), read.bytes());
    assertArrayEquals(CLASSES.words(967), read.words(967));
  }

  @Test
  void namesTheLineOfAFault() {
    assertTrue(fault("0\ttabby\tcat\n2\tpug\tdog\n").contains("classes.txt:2: expected 1<TAB>"));
    assertTrue(fault("0\ttabby\n").contains("classes.txt:1"));
    assertTrue(fault("0\ttabby\tcat,tiger\n").contains("'tiger'"));
    assertTrue(fault("0\ttabby\tcat,cat\n").contains("each once"));
    assertTrue(fault("").contains("classes.txt:1"));
  }

  @Test
  void nounsHoldNamesAndKindsButNothingGeneral() {
    List<String> nouns = ClassWords.nouns(LABELS);
    assertTrue(nouns.containsAll(List.of("squirrel", "fox", "rabbit", "coffee", "owl", "pelican")));
    assertTrue(nouns.stream().noneMatch(List.of("artifact", "equipment", "structure")::contains));
  }

  private static String fault(String text) {
    ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return assertThrows(AnnotationFormatException.class, () -> ClassWords.read(in, WORDS))
        .getMessage();
  }
}
