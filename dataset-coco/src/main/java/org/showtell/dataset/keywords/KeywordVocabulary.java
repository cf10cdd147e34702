package org.showtell.dataset.keywords;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The words that an image can have as keywords, numbered from 0. Immutable. Its file is UTF-8 text
 * with one word a line.
 */
public final class KeywordVocabulary {
  private static final Path FILE = Path.of("keywords.txt");

  private final List<String> words;
  private final Map<String, Integer> indices = new HashMap<>();

  /** Numbers the words in this order; they have no white space and occur once. */
  public KeywordVocabulary(List<String> words) {
    this.words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("words must be at least 1, but got 0");
    }
    for (String word : this.words) {
      if (!isWord(word)) {
        throw new IllegalArgumentException(
            "words must be without white space, but got '" + word + "'");
      }
      if (indices.putIfAbsent(word, indices.size()) != null) {
        throw new IllegalArgumentException("words must be distinct, but got twice " + word);
      }
    }
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.codePoints()
            .noneMatch(c -> Character.isWhitespace(c) || c == ',' || Character.isISOControl(c));
  }

  public int size() {
    return words.size();
  }

  /** The word's number, or -1 if it is no keyword. */
  public int index(String word) {
    return indices.getOrDefault(word, -1);
  }

  /** The word of a number from 0 to below {@link #size}. */
  public String word(int index) {
    return words.get(Objects.checkIndex(index, words.size()));
  }

  /** The numbers of the keywords in an image's captions, each once, in their order. */
  public int[] used(Collection<List<String>> captionsTokens) {
    ContentWords content = ContentWords.english();
    return captionsTokens.stream()
        .flatMap(tokens -> content.of(tokens).stream())
        .mapToInt(this::index)
        .filter(word -> word >= 0)
        .distinct()
        .toArray();
  }

  /** All words, in the order of their numbers. */
  public List<String> words() {
    return words;
  }

  /** Reads what {@link #bytes} gave, such as an entry of a bundle; does not close the stream. */
  public static KeywordVocabulary read(InputStream in) throws IOException {
    List<String> lines = TextRows.read(in, FILE.toString());
    Map<String, Integer> lineOf = new HashMap<>();
    String advice = "restore the file from the model";
    for (String line : lines) {
      int number = lineOf.size() + 1;
      if (!isWord(line)) {
        throw atLine(FILE, number, "a word without white space", "'" + line + "'", advice);
      }
      Integer earlier = lineOf.putIfAbsent(line, number);
      if (earlier != null) {
        throw atLine(
            FILE, number, "each word once", "'" + line + "', also in line " + earlier, advice);
      }
    }
    if (lines.isEmpty()) {
      throw atLine(FILE, 1, "words", "the end", advice);
    }
    return new KeywordVocabulary(lines);
  }

  /** The content of its file. */
  public byte[] bytes() {
    return (String.join("\n", words) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeywordVocabulary that && words.equals(that.words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }

  @Override
  public String toString() {
    return "KeywordVocabulary[" + words.size() + " words]";
  }
}
