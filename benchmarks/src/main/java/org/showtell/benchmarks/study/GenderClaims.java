package org.showtell.benchmarks.study;

import java.util.List;
import java.util.Set;
import org.showtell.metric.CaptionComparison;

/**
 * How often captions say a gender, and how often people who saw the photo say the other one.
 *
 * @param said captions with words of one gender alone
 * @param confirmed of those, how many of whose references at least two say it, and more than say
 *     the other
 * @param contradicted of those, how many of whose references at least two say the other, and more
 *     than say it
 */
record GenderClaims(int said, int confirmed, int contradicted) {
  private static final int WITNESSES = 2;

  private static final Set<String> MALE =
      Set.of("man", "men", "boy", "boys", "guy", "guys", "male", "he", "his", "him");
  private static final Set<String> FEMALE =
      Set.of("woman", "women", "girl", "girls", "lady", "ladies", "female", "she", "her");

  static GenderClaims of(List<CaptionComparison> captions) {
    int said = 0;
    int confirmed = 0;
    int contradicted = 0;
    for (CaptionComparison caption : captions) {
      boolean male = says(caption.candidate(), MALE);
      if (male == says(caption.candidate(), FEMALE)) {
        continue;
      }
      said++;
      long same = witnesses(caption, male ? MALE : FEMALE);
      long other = witnesses(caption, male ? FEMALE : MALE);
      confirmed += same >= WITNESSES && same > other ? 1 : 0;
      contradicted += other >= WITNESSES && other > same ? 1 : 0;
    }
    return new GenderClaims(said, confirmed, contradicted);
  }

  private static long witnesses(CaptionComparison caption, Set<String> words) {
    return caption.references().stream().filter(reference -> says(reference, words)).count();
  }

  private static boolean says(List<String> sentence, Set<String> words) {
    return sentence.stream().anyMatch(words::contains);
  }
}
