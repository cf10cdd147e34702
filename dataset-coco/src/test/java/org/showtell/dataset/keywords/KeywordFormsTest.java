package org.showtell.dataset.keywords;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.vocabulary.Vocabulary;

class KeywordFormsTest {
  private static final KeywordVocabulary KEYWORDS =
      new KeywordVocabulary(List.of("dog", "café", "child", "zebra"));

  private static final Vocabulary VOCABULARY =
      Vocabulary.of(List.of("the", "dog", "dogs", "cat", "children", "café"));

  private static final String FILE = "dog\tdog dogs\ncafé\tcafé\nchild\tchildren\n";

  @Test
  void findsTheFormsOfKeywordsAmongACaptionersWords() {
    KeywordForms forms = KeywordForms.of(VOCABULARY, KEYWORDS);
    int[] of = forms.ofTokens(VOCABULARY);
    assertEquals(VOCABULARY.size(), of.length);
    assertEquals(1, of[VOCABULARY.id("dog")]);
    assertEquals(1, of[VOCABULARY.id("dogs")]);
    assertEquals(3, of[VOCABULARY.id("children")]);
    assertEquals(0, of[VOCABULARY.id("the")]);
    assertEquals(0, of[VOCABULARY.id("cat")], "a content word that is no keyword");
    for (int special = 0; special <= Vocabulary.UNK; special++) {
      assertEquals(0, of[special]);
    }
  }

  @Test
  void comesBackFromItsFile() throws IOException {
    KeywordForms forms = KeywordForms.of(VOCABULARY, KEYWORDS);
    KeywordForms again = read(new String(forms.bytes(), StandardCharsets.UTF_8));
    assertArrayEquals(forms.bytes(), again.bytes());
    assertArrayEquals(forms.ofTokens(VOCABULARY), again.ofTokens(VOCABULARY));
    assertEquals(FILE, new String(read(FILE).bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void keywordsOfWhichNoFormIsKnownAreLeftOut() throws IOException {
    assertArrayEquals(new int[VOCABULARY.size()], read("").ofTokens(VOCABULARY));
    assertArrayEquals(
        new int[VOCABULARY.size()], read("zebra\tzebras\n").ofTokens(VOCABULARY), "no such token");
  }

  @Test
  void namesTheLineOfAFault() {
    assertTrue(
        fault("dog\tdog\ncow\tcows\n")
            .contains("line 2: expected a keyword, a tab and its forms, but got"));
    assertTrue(
        fault("dog dogs\n").contains("line 1: expected a keyword, a tab and its forms, but got"));
    assertTrue(
        fault("dog\tdog\tdogs\n")
            .contains("line 1: expected a keyword, a tab and its forms, but got"));
    assertTrue(fault("\n").contains("line 1: expected a keyword, a tab and its forms, but got"));
    assertTrue(
        fault("dog\tdog\nchild\tdog\n").contains("line 2: expected new forms, but got 'dog'"));
    assertTrue(fault("dog\tdog dog\n").contains("line 1: expected new forms"));
    assertTrue(fault("dog\t\n").contains("line 1: expected new forms, but got ''"));
    assertTrue(fault("dog\tdog  dogs\n").contains("line 1: expected new forms, but got ''"));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin = "dog\tdog\ncafé\tcafé\n".getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(
        assertThrows(
                AnnotationFormatException.class,
                () -> KeywordForms.read(new ByteArrayInputStream(latin), KEYWORDS))
            .getMessage()
            .contains("expected UTF-8"));
  }

  private static KeywordForms read(String text) throws IOException {
    return KeywordForms.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), KEYWORDS);
  }

  private static String fault(String text) {
    return assertThrows(AnnotationFormatException.class, () -> read(text)).getMessage();
  }
}
