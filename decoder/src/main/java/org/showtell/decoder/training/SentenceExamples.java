package org.showtell.decoder.training;

import java.util.List;
import org.showtell.nn.Check;

/**
 * Sentences without images, for the language side of a network that attends to detected words: each
 * is learned with its own content words as the memory.
 *
 * @param sentences words of each, without START and END
 * @param keywords of each sentence, the detector's numbers of its content words plus one
 * @param draws how often a sentence is drawn in an epoch, in the mean
 * @param noise how the words of a sentence are made to look detected
 */
public record SentenceExamples(
    List<int[]> sentences, List<int[]> keywords, double draws, DetectionNoise noise) {
  /** Checks the lengths. */
  public SentenceExamples {
    sentences = List.copyOf(sentences);
    keywords = List.copyOf(keywords);
    Check.length("keywords of sentences", keywords.size(), sentences.size());
    Check.that(draws > 0, "draws must be above 0", draws);
  }

  /** Number of sentences. */
  public int size() {
    return sentences.size();
  }
}
