package org.showtell.dataset.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The symbols of a running text, each with its number: characters (code points), or words, numbers,
 * punctuation marks and line ends. Number 0 stands for every symbol that is not known. Immutable.
 *
 * <p>Unlike the {@link Vocabulary} of sentences it has no START and END, and white space counts.
 */
public final class TextVocabulary {
  /** The number of what is not known. */
  public static final int UNKNOWN = 0;

  private static final String UNKNOWN_SYMBOL = "\ufffd";
  private static final Pattern WORD = Pattern.compile("\\n|[\\p{L}\\p{M}\\p{N}'’]+|\\S");
  private static final Pattern CLINGS = Pattern.compile("[.,;:!?)\\]}%\\n]");
  private static final Pattern OPENS = Pattern.compile("[(\\[{\\n]");

  private final Level level;
  private final List<String> symbols;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** What a symbol is. */
  public enum Level {
    /** A code point. */
    CHAR,
    /** A word, a number, a mark or the end of a line; other white space is not kept. */
    WORD
  }

  private TextVocabulary(Level level, List<String> symbols) {
    this.level = level;
    this.symbols = List.copyOf(symbols);
    for (int i = 0; i < symbols.size(); i++) {
      if (numbers.put(symbols.get(i), i) != null) {
        throw new IllegalArgumentException(
            "symbols must differ, but got '" + escape(symbols.get(i)) + "' twice");
      }
    }
  }

  /**
   * The symbols of a text that occur often enough, in their natural order.
   *
   * @param least the rarer ones are unknown
   */
  public static TextVocabulary of(Level level, String text, int least) {
    Map<String, Integer> counts = new TreeMap<>();
    split(level, text).forEach(symbol -> counts.merge(symbol, 1, Integer::sum));
    counts.remove(UNKNOWN_SYMBOL);
    List<String> symbols = new ArrayList<>(List.of(UNKNOWN_SYMBOL));
    counts.forEach(
        (symbol, count) -> {
          if (count >= least) {
            symbols.add(symbol);
          }
        });
    return new TextVocabulary(level, symbols);
  }

  private static List<String> split(Level level, String text) {
    if (level == Level.CHAR) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  /** V, the unknown symbol counted. */
  public int size() {
    return symbols.size();
  }

  /** What a symbol is. */
  public Level level() {
    return level;
  }

  /** The numbers of a text's symbols. */
  public int[] encode(String text) {
    return split(level, text).stream().mapToInt(s -> numbers.getOrDefault(s, UNKNOWN)).toArray();
  }

  /** Symbols of a text that are not known, each once, in the order of the text. */
  public List<String> unknown(String text) {
    Set<String> seen = new HashSet<>();
    return split(level, text).stream().filter(s -> !numbers.containsKey(s) && seen.add(s)).toList();
  }

  /** A symbol by its number. */
  public String symbol(int number) {
    return symbols.get(number);
  }

  /**
   * A symbol as it is written behind another: between words stands a space, but none before a
   * comma.
   *
   * @param previous the number of the symbol before it, or -1 at the beginning
   */
  public String text(int previous, int number) {
    String symbol = symbol(number);
    boolean space =
        level == Level.WORD
            && previous >= 0
            && !CLINGS.matcher(symbol).matches()
            && !OPENS.matcher(symbol(previous)).matches();
    return space ? " " + symbol : symbol;
  }

  /** One symbol per line, with \n, \r and \\ for line ends and the backslash. */
  public String lines() {
    return symbols.stream().map(s -> escape(s) + "\n").collect(Collectors.joining());
  }

  /**
   * Reads what {@link #lines} wrote.
   *
   * @throws IllegalArgumentException if a symbol occurs twice or the first is not the unknown one
   */
  public static TextVocabulary parse(Level level, String lines) {
    List<String> symbols = new ArrayList<>();
    for (String line : lines.split("\n")) {
      symbols.add(unescape(line));
    }
    if (!symbols.get(0).equals(UNKNOWN_SYMBOL)) {
      throw new IllegalArgumentException(
          "the first symbol must be the unknown one, but got '" + symbols.get(0) + "'");
    }
    return new TextVocabulary(level, symbols);
  }

  private static String unescape(String line) {
    return switch (line) {
      case "\\n" -> "\n";
      case "\\r" -> "\r";
      case "\\\\" -> "\\";
      default -> line;
    };
  }

  private static String escape(String symbol) {
    return symbol.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
