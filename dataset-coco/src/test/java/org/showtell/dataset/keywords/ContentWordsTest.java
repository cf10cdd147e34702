package org.showtell.dataset.keywords;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.dataset.vocabulary.CaptionTokenizer;

class ContentWordsTest {
  private final ContentWords content = ContentWords.english();

  @ParameterizedTest
  @CsvSource({
    "men, man",
    "women, woman",
    "children, child",
    "people, people",
    "puppies, puppy",
    "dogs, dog",
    "teeth, tooth",
    "leaves, leaf",
    "knives, knife",
    "benches, bench",
    "buses, bus",
    "dresses, dress",
    "bear, bear",
    "beds, bed",
    "ducks, duck",
    "wakeboarders, wakeboarder",
    "grey, gray",
    "doughnuts, donut"
  })
  void saysNounsInTheSingular(String token, String word) {
    assertEquals(Optional.of(word), content.lemma(token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "glasses",
        "glass",
        "grass",
        "dress",
        "tennis",
        "bus",
        "pants",
        "shorts",
        "jeans",
        "sunglasses",
        "clothes",
        "building",
        "wedding",
        "skiing",
        "striped",
        "red",
        "outdoors",
        "t-shirt"
      })
  void leavesWordsThatArePlainAlready(String word) {
    assertEquals(Optional.of(word), content.lemma(word));
  }

  @ParameterizedTest
  @CsvSource({
    "runs, running",
    "ran, running",
    "sitting, sitting",
    "sits, sitting",
    "lies, lying",
    "rides, riding",
    "flies, flying",
    "swims, swimming",
    "plays, playing"
  })
  void saysVerbsInTheirIngForm(String token, String word) {
    assertEquals(Optional.of(word), content.lemma(token));
  }

  @Test
  void takesComparisonAway() {
    assertEquals(Optional.of("big"), content.lemma("bigger"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "his", "us", "yes", "no", "two", "2", "10:30", "x", "'s", "n't", "front", "side",
        "top", "middle", "back", "group", "several", "couple", "with", "is", "one", "very", ""
      })
  void findsNothingInFunctionWordsNumbersAndVagueWords(String token) {
    assertEquals(Optional.empty(), content.lemma(token));
  }

  @Test
  void saysEachWordOfACaptionOnceInOrder() {
    List<String> tokens =
        new CaptionTokenizer().tokenize("Two dogs and a man's dog are running in front of his bus");
    assertEquals(List.of("dog", "man", "running", "bus"), content.of(tokens));
  }
}
