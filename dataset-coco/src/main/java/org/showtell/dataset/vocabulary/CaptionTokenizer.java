package org.showtell.dataset.vocabulary;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokenizer of our own models: lower case, no punctuation, clitics apart.
 *
 * <p>It is the same in training and in use. Hyphens inside words stay ({@code t-shirt}), numbers
 * stay whole ({@code 10:30}), and {@code dog's}, {@code don't} become {@code dog 's}, {@code do
 * n't}, as the official judge cuts them, so that {@link #detokenize} can put them together again.
 */
public final class CaptionTokenizer {
  private static final Pattern TOKEN =
      Pattern.compile(
          // 3.5, 1,000, 10:30, 1/2, also with letters after: 2nd, 8-year-old
          "\\p{N}++(?:[.,:/]\\p{N}++)++(?![\\p{L}\\p{M}\\p{N}])"
              // a clitic that stands apart, as Flickr8k writes it: child 's
              + "|(?<![\\p{L}\\p{M}\\p{N}])(?:'(?:s|m|re|ve|ll|d)|n't)(?![\\p{L}\\p{M}\\p{N}'])"
              // an acronym with its points: u.s.a.
              + "|(?<![\\p{L}\\p{M}\\p{N}])\\p{L}(?:\\.\\p{L})++(?![\\p{L}\\p{M}\\p{N}])"
              // a word, with hyphens and apostrophes between its letters
              + "|[\\p{L}\\p{M}\\p{N}]++(?:[-'][\\p{L}\\p{M}\\p{N}]++)*+"
              + "|&");

  private static final List<String> CLITICS = List.of("n't", "'s", "'m", "'d", "'re", "'ve", "'ll");

  private static final Pattern APOSTROPHES = Pattern.compile("[\\u2018\\u2019\\u02bc`\\u00b4]");
  private static final Pattern HYPHENS = Pattern.compile("[\\u2010\\u2011]");

  /** The tokens of any text, in lower case; none if it has no letter, digit or ampersand. */
  public List<String> tokenize(String caption) {
    String text = normalize(caption);
    List<String> tokens = new ArrayList<>();
    // No token has a blank in it, and most pieces between blanks are plain words.
    for (String piece : text.split(" ")) {
      if (isPlain(piece)) {
        tokens.add(piece);
      } else {
        addMatches(piece, tokens);
      }
    }
    return tokens;
  }

  /** Whether a text has any token. */
  public static boolean hasWords(String text) {
    return text.chars().anyMatch(c -> c >= 'a' && c <= 'z')
        || !new CaptionTokenizer().tokenize(text).isEmpty();
  }

  /** The sentence of such tokens: one space between words, clitics joined to the word before. */
  public String detokenize(List<String> tokens) {
    StringBuilder sentence = new StringBuilder();
    for (String token : tokens) {
      if (sentence.length() > 0 && !CLITICS.contains(token)) {
        sentence.append(' ');
      }
      sentence.append(token);
    }
    return sentence.toString();
  }

  private static void addMatches(String piece, List<String> tokens) {
    Matcher matcher = TOKEN.matcher(piece);
    while (matcher.find()) {
      String token = matcher.group();
      if (token.equals("&")) {
        tokens.add("and");
      } else if (Character.isDigit(token.charAt(0))) {
        addCutting(token, tokens);
      } else {
        addCutting(token.replace(".", ""), tokens);
      }
    }
  }

  private static boolean isPlain(String piece) {
    return !piece.isEmpty() && piece.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  private static String normalize(String caption) {
    if (caption.chars().allMatch(c -> c < 0x80 && c != '`')) {
      return caption.toLowerCase(Locale.ROOT);
    }
    // Before NFKC, which takes an acute accent for a blank and a mark.
    String text = APOSTROPHES.matcher(caption).replaceAll("'");
    text = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return HYPHENS.matcher(text).replaceAll("-").replace('\u2044', '/');
  }

  /** Cuts clitics off the end, again and again: they'd've is they 'd 've. */
  private static void addCutting(String token, List<String> tokens) {
    Deque<String> tail = new ArrayDeque<>();
    int end = token.length();
    for (String clitic = clitic(token, end); clitic != null; clitic = clitic(token, end)) {
      tail.push(clitic);
      end -= clitic.length();
    }
    tokens.add(token.substring(0, end));
    tokens.addAll(tail);
  }

  /** The clitic that ends there with something before it, or null. */
  private static String clitic(String token, int end) {
    for (String clitic : CLITICS) {
      int start = end - clitic.length();
      if (start > 0 && token.startsWith(clitic, start)) {
        return clitic;
      }
    }
    return null;
  }
}
