package org.showtell.dataset.keywords;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.vocabulary.Vocabulary;

/**
 * Which words of captions stand for which keyword: "dog" and "dogs" for dog. Found once by
 * WordNet's morphology, and kept as a file, so that captioning needs no WordNet.
 *
 * <p>A line of the file is a keyword, a tab, and its forms with blanks between them.
 */
public final class KeywordForms {
  private final Map<String, Integer> words; // form -> number of the keyword
  private final KeywordVocabulary keywords;

  private KeywordForms(KeywordVocabulary keywords, Map<String, Integer> words) {
    this.keywords = keywords;
    this.words = words;
  }

  /** The forms of these keywords among a captioner's words. */
  public static KeywordForms of(Vocabulary vocabulary, KeywordVocabulary keywords) {
    ContentWords content = ContentWords.english();
    Map<String, Integer> words = new LinkedHashMap<>();
    for (int id = Vocabulary.UNK + 1; id < vocabulary.size(); id++) {
      Optional<String> lemma = content.lemma(vocabulary.word(id));
      if (lemma.isPresent() && keywords.index(lemma.get()) >= 0) {
        words.put(vocabulary.word(id), keywords.index(lemma.get()));
      }
    }
    return new KeywordForms(keywords, words);
  }

  /** [V]: one plus the number of each token's keyword, or 0 for a token that stands for none. */
  public int[] ofTokens(Vocabulary vocabulary) {
    int[] of = new int[vocabulary.size()];
    for (int id = Vocabulary.UNK + 1; id < of.length; id++) {
      of[id] = words.getOrDefault(vocabulary.word(id), -1) + 1;
    }
    return of;
  }

  /** Reads what {@link #bytes} wrote; does not close the stream. */
  public static KeywordForms read(InputStream in, KeywordVocabulary keywords) throws IOException {
    Map<String, Integer> words = new LinkedHashMap<>();
    int number = 0;
    for (String line : TextRows.read(in, "forms of keywords")) {
      number++;
      String[] parts = line.split("\t", -1);
      int keyword = parts.length == 2 ? keywords.index(parts[0]) : -1;
      if (keyword < 0) {
        throw fault(number, "a keyword, a tab and its forms", line);
      }
      for (String form : parts[1].split(" ")) {
        if (form.isBlank() || words.put(form, keyword) != null) {
          throw fault(number, "new forms", form);
        }
      }
    }
    return new KeywordForms(keywords, words);
  }

  private static AnnotationFormatException fault(int line, String expected, String got) {
    return new AnnotationFormatException(
        "forms of keywords, line %d: expected %s, but got '%s'; restore the file from the model"
            .formatted(line, expected, got));
  }

  /** The forms as a text file. */
  public byte[] bytes() {
    Map<Integer, List<String>> forms = new LinkedHashMap<>();
    words.forEach((form, word) -> forms.computeIfAbsent(word, w -> new ArrayList<>()).add(form));
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < keywords.size(); word++) {
      if (forms.containsKey(word)) {
        text.append(keywords.word(word)).append('\t');
        text.append(String.join(" ", forms.get(word))).append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
