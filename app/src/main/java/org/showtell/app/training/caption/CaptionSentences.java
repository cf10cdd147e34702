package org.showtell.app.training.caption;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.showtell.app.training.keywords.WordLearning;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.dataset.text.SentenceFile;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.dataset.vocabulary.VocabularyBuilder;
import org.showtell.decoder.training.DetectionNoise;
import org.showtell.decoder.training.SentenceExamples;

/** Sentences without photos as the captioner reads them: whole ones, of words that it knows. */
final class CaptionSentences {
  private static final int MOST = 1_000_000;
  private static final int SHORTEST = 4;
  private static final int LONGEST = 18;

  /** Sentences that count as one caption where words are counted: photos' words come first. */
  private static final int OF_A_CAPTION = 3;

  private final List<String> sentences;
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();

  private CaptionSentences(List<String> sentences) {
    this.sentences = sentences;
  }

  /** Of what the run names; empty if it names none. */
  static CaptionSentences of(CaptionSources sources) throws IOException {
    return new CaptionSentences(
        sources.text() == null ? List.of() : SentenceFile.read(sources.text(), MOST));
  }

  List<String> sentences() {
    return sentences;
  }

  /** Counts their words beside those of captions. */
  void count(VocabularyBuilder builder) {
    for (int i = 0; i < sentences.size(); i += OF_A_CAPTION) {
      builder.add(tokenizer.tokenize(sentences.get(i)));
    }
  }

  /**
   * The sentences to learn from.
   *
   * @param draws of an epoch
   * @return null if there is none
   */
  SentenceExamples examples(
      Vocabulary vocabulary, KeywordVocabulary keywords, DetectionNoise noise, int draws) {
    List<int[]> words = new ArrayList<>();
    List<int[]> content = new ArrayList<>();
    for (String sentence : sentences) {
      List<String> tokens = tokenizer.tokenize(sentence);
      int[] ids = vocabulary.encode(tokens);
      boolean known = Arrays.stream(ids).noneMatch(id -> id == Vocabulary.UNK);
      if (ids.length >= SHORTEST && ids.length <= LONGEST && known) {
        int[] detected = WordLearning.keywords(tokens, keywords);
        if (detected.length > 0) {
          words.add(ids);
          content.add(detected);
        }
      }
    }
    return words.isEmpty()
        ? null
        : new SentenceExamples(words, content, Math.min(1, draws / (double) words.size()), noise);
  }
}
