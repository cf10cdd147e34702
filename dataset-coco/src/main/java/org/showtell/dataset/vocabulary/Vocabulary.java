package org.showtell.dataset.vocabulary;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.TextLines;

/**
 * The words that a model knows, each with its number; immutable.
 *
 * <p>The first four ids are not words: {@link #PAD} fills a batch's short rows, {@link #START} is
 * the first input, {@link #END} the last target, {@link #UNK} stands for every unknown word. The
 * file has one word per line, those four first.
 */
public final class Vocabulary {
  /** The id of {@code <pad>}. */
  public static final int PAD = 0;

  /** The id of {@code <start>}. */
  public static final int START = 1;

  /** The id of {@code <end>}. */
  public static final int END = 2;

  /** The id of {@code <unk>}. */
  public static final int UNK = 3;

  private static final List<String> SPECIALS = List.of("<pad>", "<start>", "<end>", "<unk>");

  private final List<String> words;
  private final Map<String, Integer> ids;

  private Vocabulary(List<String> allWords) {
    this.words = List.copyOf(allWords);
    this.ids = new HashMap<>(words.size() * 2);
    for (int id = 0; id < words.size(); id++) {
      if (ids.put(words.get(id), id) != null) {
        throw new IllegalArgumentException(
            "words must be distinct, but got '" + words.get(id) + "' twice");
      }
    }
  }

  /** The words get the ids from 4 in their order; none may be blank, repeated or a special. */
  public static Vocabulary of(List<String> words) {
    List<String> all = new ArrayList<>(SPECIALS);
    for (String word : words) {
      if (!isWord(word)) {
        throw new IllegalArgumentException(
            "words must not be empty or have white space, but got '" + word + "'");
      }
      all.add(word);
    }
    return new Vocabulary(all);
  }

  /** V, the number of ids, the four specials counted. */
  public int size() {
    return words.size();
  }

  /** The id of a token, or {@link #UNK}. */
  public int id(String word) {
    return ids.getOrDefault(word, UNK);
  }

  /** The word of an id, or the special's name such as {@code <unk>}. */
  public String word(int id) {
    if (id < 0 || id >= words.size()) {
      throw new IllegalArgumentException(
          "id must be between 0 and " + (words.size() - 1) + ", but got " + id);
    }
    return words.get(id);
  }

  /** The words in the order of their ids, without the four specials. */
  public List<String> words() {
    return words.subList(SPECIALS.size(), words.size());
  }

  /** T tokens as T ids; START and END are not added. */
  public int[] encode(List<String> tokens) {
    return tokens.stream().mapToInt(this::id).toArray();
  }

  /** The words up to the first END; PAD and START are passed over, UNK is {@code <unk>}. */
  public List<String> decode(int[] ids) {
    List<String> tokens = new ArrayList<>(ids.length);
    for (int id : ids) {
      if (id == END) {
        break;
      }
      if (id != PAD && id != START) {
        tokens.add(word(id));
      }
    }
    return tokens;
  }

  /** Writes one word per line, UTF-8, each line ended by a line feed. */
  public void write(Path file) throws IOException {
    Files.writeString(file, String.join("\n", words) + "\n", StandardCharsets.UTF_8);
  }

  /** Reads what {@link #write} wrote. */
  public static Vocabulary read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file);
    }
  }

  /** Reads the same content from a stream, such as an entry of a bundle; does not close it. */
  public static Vocabulary read(InputStream in) throws IOException {
    return read(in, Path.of("vocabulary.txt"));
  }

  private static Vocabulary read(InputStream in, Path name) throws IOException {
    TextLines lines = TextLines.of(in);
    Map<String, Integer> lineOf = new HashMap<>();
    List<String> all = new ArrayList<>();
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        int number = all.size() + 1;
        check(name, number, line, lineOf.putIfAbsent(line, number));
        all.add(line);
      }
    } catch (CharacterCodingException e) {
      throw AnnotationFormatException.notUtf8(
          name.toString(), lines.number(), "restore the file from the model", e);
    }
    if (all.size() < SPECIALS.size()) {
      throw atLine(name, all.size() + 1L, SPECIALS.get(all.size()), "the end", "restore the file");
    }
    return new Vocabulary(all);
  }

  private static void check(Path name, int number, String line, Integer earlier)
      throws AnnotationFormatException {
    String advice = "restore the file from the model, or build the vocabulary again";
    if (number <= SPECIALS.size() && !line.equals(SPECIALS.get(number - 1))) {
      throw atLine(name, number, SPECIALS.get(number - 1), "'" + line + "'", advice);
    }
    if (!isWord(line)) {
      throw atLine(name, number, "a word without white space", "'" + line + "'", advice);
    }
    if (earlier != null) {
      throw atLine(
          name, number, "each word once", "'" + line + "', also in line " + earlier, advice);
    }
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.codePoints()
            .noneMatch(
                c ->
                    Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c));
  }
}
