package org.showtell.app.answer;

import java.util.Arrays;
import java.util.List;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.vqa.VqaConfig;

/** Reads questions the same way in training and use. */
public final class QuestionReader {
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final Vocabulary words;

  /** A reader that knows these words. */
  public QuestionReader(Vocabulary words) {
    this.words = words;
  }

  /**
   * The numbers of a question's words, UNK for unknown ones; a longer question is cut after {@link
   * VqaConfig#LONGEST_QUESTION}.
   *
   * @throws IllegalArgumentException if there is no word in it
   */
  public int[] read(String question) {
    int[] tokens = words.encode(tokenizer.tokenize(question));
    if (tokens.length == 0) {
      throw new IllegalArgumentException(
          "a question must have at least one word, but got '" + question.strip() + "'");
    }
    return tokens.length > VqaConfig.LONGEST_QUESTION
        ? Arrays.copyOf(tokens, VqaConfig.LONGEST_QUESTION)
        : tokens;
  }

  /** The words of a question that the network does not know. */
  public List<String> unknown(String question) {
    return tokenizer.tokenize(question).stream()
        .filter(word -> words.id(word) == Vocabulary.UNK)
        .distinct()
        .toList();
  }
}
