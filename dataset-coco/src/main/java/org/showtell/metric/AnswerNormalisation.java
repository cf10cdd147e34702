package org.showtell.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the official VQA evaluation makes answers comparable (Antol et al. 2015, "VQA: Visual
 * Question Answering"; the rules are those of the published evaluation script, whose quirks are
 * kept because every published number has them).
 *
 * <p>Punctuation becomes a blank, or nothing where it stands beside a blank or where any comma in
 * the answer stands between digits; points go unless a digit follows; then lower case, number words
 * to digits, articles out, contractions mended.
 *
 * <pre>{@code
 * AnswerNormalisation.normalise("The two t-shirts."); // "2 t shirts"
 * }</pre>
 */
public final class AnswerNormalisation {
  private static final String PUNCTUATION = ";/[]\"{}()=+\\_-><@`,?!";

  /** What Python takes for a blank when it splits or strips. */
  private static final String BLANK = "[\\p{IsWhite_Space}\\x1c-\\x1f]";

  private static final Pattern BLANKS = Pattern.compile(BLANK + "+");
  private static final Pattern AROUND = Pattern.compile("^" + BLANK + "+|" + BLANK + "+$");
  private static final Pattern COMMA_IN_NUMBER = Pattern.compile("\\p{Nd},\\p{Nd}");

  /**
   * Meant was "no digit before", but the expression asks for no "<=" behind, which always holds.
   */
  private static final Pattern POINT = Pattern.compile("\\.(?!\\p{Nd})");

  /** The script hands a flag to its replacement where the number of replacements belongs. */
  private static final int MOST_POINTS = 32;

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  private static final List<String> DIGITS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  /**
   * The words whose missing apostrophe is put back: "dont" becomes "don't", "couldnt've" and
   * "couldn'tve" become "couldn't've". Entries of the official table with a capital are left out:
   * answers are in lower case by then.
   */
  private static final String CONTRACTIONS =
      """
      ain't aren't can't could've couldn't couldn't've didn't doesn't don't hadn't hadn't've hasn't
      haven't he'd he'd've he's how'd how'll how's isn't it'd it'd've it'll ma'am mightn't
      mightn't've might've mustn't must've needn't not've o'clock oughtn't 'ow's'at shan't she'd've
      should've shouldn't shouldn't've somebody'd've somebody'll somebody's someone'd someone'd've
      someone'll someone's something'd something'd've something'll that's there'd there'd've
      there're there's they'd they'd've they'll they're they've 'twas wasn't we'd've we've weren't
      what'll what're what's what've when's where'd where's where've who'd who'd've who'll who's
      who've why'll why're why's won't would've wouldn't wouldn't've y'all y'all'll y'all'd've you'd
      you'd've you'll you're you've
      """;

  private static final Map<String, String> MENDED = mended();

  private AnswerNormalisation() {}

  private static Map<String, String> mended() {
    Map<String, String> mended = new HashMap<>();
    for (String word : CONTRACTIONS.strip().split("\\s+")) {
      for (int at = word.indexOf('\''); at >= 0; at = word.indexOf('\'', at + 1)) {
        mended.put(word.substring(0, at) + word.substring(at + 1), word);
      }
    }
    // The official table has this one the wrong way round; kept, since it decides scores.
    mended.put("somebody'd", "somebodyd");
    return Map.copyOf(mended);
  }

  /** What happens to every answer: line feeds and tabs become blanks, and none are around it. */
  static String tidy(String answer) {
    return AROUND.matcher(answer.replace('\n', ' ').replace('\t', ' ')).replaceAll("");
  }

  /** The normal form of an answer; may be empty ("the"). */
  public static String normalise(String answer) {
    return words(withoutPoints(withoutPunctuation(tidy(answer))));
  }

  private static String withoutPunctuation(String text) {
    boolean number = COMMA_IN_NUMBER.matcher(text).find();
    String found = text;
    for (char sign : PUNCTUATION.toCharArray()) {
      // The neighbours are those in the answer as it was, not in what is left of it by now.
      boolean joined = number || text.contains(sign + " ") || text.contains(" " + sign);
      found = found.replace(String.valueOf(sign), joined ? "" : " ");
    }
    return found;
  }

  private static String withoutPoints(String text) {
    Matcher point = POINT.matcher(text);
    StringBuilder found = new StringBuilder();
    for (int count = 0; count < MOST_POINTS && point.find(); count++) {
      point.appendReplacement(found, "");
    }
    return point.appendTail(found).toString();
  }

  private static String words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : BLANKS.split(text.toLowerCase(Locale.ROOT))) {
      String known = digits(word);
      if (!known.isEmpty() && !ARTICLES.contains(known)) {
        words.add(MENDED.getOrDefault(known, known));
      }
    }
    return String.join(" ", words);
  }

  private static String digits(String word) {
    int number = word.equals("none") ? 0 : DIGITS.indexOf(word);
    return number < 0 ? word : Integer.toString(number);
  }
}
