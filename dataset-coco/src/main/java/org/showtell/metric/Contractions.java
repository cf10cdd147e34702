package org.showtell.metric;

import java.util.HashMap;
import java.util.Map;

/**
 * The contractions whose missing apostrophe the official VQA evaluation puts back: "dont" becomes
 * "don't", "couldnt've" and "couldn'tve" become "couldn't've".
 *
 * <p>Each entry of the official table is one of these words without one of its apostrophes. The one
 * exception is an entry that stands there the wrong way round; it is kept, since it decides scores.
 * Entries with a capital are left out: answers are in lower case when they get here.
 */
final class Contractions {
  private static final String LIST =
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

  private Contractions() {}

  private static Map<String, String> mended() {
    Map<String, String> mended = new HashMap<>();
    for (String word : LIST.strip().split("\\s+")) {
      for (int at = word.indexOf('\''); at >= 0; at = word.indexOf('\'', at + 1)) {
        mended.put(word.substring(0, at) + word.substring(at + 1), word);
      }
    }
    mended.put("somebody'd", "somebodyd");
    return Map.copyOf(mended);
  }

  /**
   * @param word in lower case
   * @return the word with its apostrophe, or as it is
   */
  static String mend(String word) {
    return MENDED.getOrDefault(word, word);
  }
}
