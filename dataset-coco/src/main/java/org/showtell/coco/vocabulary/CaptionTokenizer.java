package org.showtell.coco.vocabulary;

import java.text.Normalizer;
import java.util.ArrayList;
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

  private static final Pattern APOSTROPHES = Pattern.compile("[\\u2018\\u2019\\u02bc`\\u00b4]");
  private static final Pattern HYPHENS = Pattern.compile("[\\u2010\\u2011]");
  private static final Pattern CLITIC = Pattern.compile("(.+?)(n't|'(?:s|m|re|ve|ll|d))");
  private static final Pattern JOINED = Pattern.compile("n't|'(?:s|m|re|ve|ll|d)");

  /**
   * @param caption any text
   * @return its tokens, lower case; empty if there is no letter or digit in it
   */
  public List<String> tokenize(String caption) {
    String text = normalize(caption);
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
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
    return tokens;
  }

  /**
   * @param tokens tokens as {@link #tokenize} gives them
   * @return the sentence: one space between words, clitics joined to the word before
   */
  public String detokenize(List<String> tokens) {
    StringBuilder sentence = new StringBuilder();
    for (String token : tokens) {
      if (sentence.length() > 0 && !JOINED.matcher(token).matches()) {
        sentence.append(' ');
      }
      sentence.append(token);
    }
    return sentence.toString();
  }

  private static String normalize(String caption) {
    String text = Normalizer.normalize(caption, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    text = APOSTROPHES.matcher(text).replaceAll("'");
    return HYPHENS.matcher(text).replaceAll("-").replace('\u2044', '/');
  }

  /** Cuts clitics off the end, again and again: they'd've is they 'd 've. */
  private static void addCutting(String token, List<String> tokens) {
    Matcher clitic = CLITIC.matcher(token);
    List<String> tail = new ArrayList<>();
    String head = token;
    while (clitic.reset(head).matches()) {
      tail.add(0, clitic.group(2));
      head = clitic.group(1);
    }
    tokens.add(head);
    tokens.addAll(tail);
  }
}
