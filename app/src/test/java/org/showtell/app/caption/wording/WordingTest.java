package org.showtell.app.caption.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;

class WordingTest {
  private static final String CAPTION = "a man with a brown dog";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "; ; a man with a brown dog; A man with a brown dog.",
        "|sks, |; ; sks, a man with a brown dog; sks, a man with a brown dog.",
        "|Zoo: |; ; Zoo: a man with a brown dog; Zoo: A man with a brown dog.",
        "|Zoo. |;| (2020)|; Zoo. a man with a brown dog (2020); Zoo. A man with a brown dog. (2020)",
        ";|, 4k|; a man with a brown dog, 4k; A man with a brown dog, 4k",
        ";| at noon|; a man with a brown dog at noon; A man with a brown dog at noon"
      })
  void prefixAndSuffixStayAsTheyAreAndTheSentenceKnowsThem(
      String prefix, String suffix, String plain, String sentence) {
    String before = prefix == null ? "" : prefix;
    String behind = suffix == null ? "" : suffix;
    assertEquals(plain, written(new Wording(before, behind, CaptionTemplate.CAPTION, false, 0)));
    assertEquals(sentence, written(new Wording(before, behind, CaptionTemplate.CAPTION, true, 0)));
  }

  @ParameterizedTest
  @CsvSource({
    "22, false, a man with a brown dog",
    "21, false, a man with a brown",
    "22, true, A man with a brown.",
    "17, false, a man",
    "13, false, a man",
    "12, false, a man",
    "23, true, A man with a brown dog."
  })
  void aCutEndsWithAWordThatCanStandLast(int length, boolean sentence, String expected) {
    String text = written(new Wording("", "", CaptionTemplate.CAPTION, sentence, length));
    assertEquals(expected, text);
    assertTrue(text.length() <= length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'a dog, a cat'; 8; a dog",
        "'a cat and a'; 9; a cat",
        "'a black-and-white cat'; 17; a black-and-white",
        "antidisestablishmentarianism; 10; antidisest",
        "'with a of the'; 8; with a o",
        // A family is three emoji and two joiners, a flag two letters, a hand has its colour.
        "'\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67'; 9;"
            + " '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67'",
        "'aaaaaaa\ud83c\udde9\ud83c\uddeaaaaaa'; 8; aaaaaaa",
        "'aaaaaaa\ud83d\udc4d\ud83c\udffdaaaaa'; 8; aaaaaaa",
        "'two \ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00 dogs'; 10;"
            + " 'two \ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00'"
      })
  void cutsAtWordsAndNeverThroughACharacter(String text, int length, String expected) {
    assertEquals(expected, WordCut.cut(text, length));
  }

  @Test
  void theLengthCountsCharactersAndThePartsAround() {
    Wording wording = new Wording("\ud83d\ude00 ", "!", CaptionTemplate.CAPTION, false, 15);
    assertEquals("\ud83d\ude00 a man!", written(wording));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'{caption}, {keywords}'; 'a man with a brown dog, dog, man'; a man with a brown dog",
        "'{keywords}: {caption}'; 'dog, man: a man with a brown dog'; a man with a brown dog",
        "'{name} ({score})'; IMG 1 (-0.5); IMG 1 (-0.5)",
        "'{{{caption}}}'; '{a man with a brown dog}'; '{a man with a brown dog}'",
        "'{caption} tagged {keywords}'; a man with a brown dog tagged dog, man;"
            + " 'a man with a brown dog tagged '",
        "'({keywords}) {caption}'; '(dog, man) a man with a brown dog'; a man with a brown dog",
        "'{caption} ({{x}}) [{keywords}] {score}'; 'a man with a brown dog ({x}) [dog, man] -0.5';"
            + " 'a man with a brown dog ({x}) -0.5'",
        "'{caption} ({keywords}, {score})'; 'a man with a brown dog (dog, man, -0.5)';"
            + " 'a man with a brown dog (-0.5)'",
        "'{caption} ({keywords})'; 'a man with a brown dog (dog, man)'; a man with a brown dog",
        "'<{caption}> - {keywords}.'; '<a man with a brown dog> - dog, man.';"
            + " '<a man with a brown dog>.'"
      })
  void aTemplateIsFilledAndAnEmptyFieldTakesItsCommaAway(
      String pattern, String expected, String without) {
    Wording wording = new Wording("", "", new CaptionTemplate(pattern), false, 0);
    List<Keyword> keywords = List.of(new Keyword("dog", 0.9), new Keyword("man", 0.8));
    assertEquals(expected, wording.apply(photo(keywords)).record().caption());
    assertEquals(without, wording.apply(photo(List.of())).record().caption());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no field", "{caption", "caption}", "{Caption}", "{caption} {x}", "{}"})
  void refusesUnknownFields(String pattern) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new CaptionTemplate(pattern));
    assertTrue(e.getMessage().contains("{caption}"), e.getMessage());
  }

  @Test
  void refusesWhatLeavesNoRoomOrIsNoLine() {
    CaptionTemplate caption = CaptionTemplate.CAPTION;
    assertThrows(
        IllegalArgumentException.class, () -> new Wording("abc", "def", caption, false, 13));
    assertThrows(IllegalArgumentException.class, () -> new Wording("a\n", "", caption, false, 0));
  }

  @Test
  void theModelsOwnSentenceStaysBesideTheText() {
    CaptionRecord record =
        new Wording("sks, ", "", CaptionTemplate.CAPTION, false, 0)
            .apply(photo(List.of()))
            .record();
    assertEquals("sks, " + CAPTION, record.caption());
    assertEquals(CAPTION, record.captions().get(0).text());
    CaptionedPhoto plain = photo(List.of());
    assertSame(plain, Wording.PLAIN.apply(plain));
    CaptionedPhoto failed =
        new CaptionedPhoto(
            CaptionRecord.failed("a.jpg", "m", "empty"), Optional.empty(), Optional.empty());
    assertSame(failed, new Wording("x", "", CaptionTemplate.CAPTION, true, 0).apply(failed));
  }

  private static String written(Wording wording) {
    return wording.apply(photo(List.of())).record().caption();
  }

  private static CaptionedPhoto photo(List<Keyword> keywords) {
    ScoredCaption caption = new ScoredCaption(CAPTION, -0.5);
    return new CaptionedPhoto(
        new CaptionRecord(
            "photos/IMG 1.jpg", CAPTION, -0.5, List.of(caption), keywords, "model", null),
        Optional.empty(),
        Optional.empty());
  }
}
