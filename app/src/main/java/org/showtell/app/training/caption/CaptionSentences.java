package org.showtell.app.training.caption;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.TrainingReport;
import org.showtell.app.training.keywords.WordLearning;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.dataset.vocabulary.VocabularyBuilder;
import org.showtell.decoder.training.SentenceExamples;

/**
 * Sentences without images for a captioner: whole ones, of words that it knows.
 *
 * @param draws of an epoch
 */
record CaptionSentences(List<String> sentences, int draws) {
  private static final int MOST = 1_000_000;
  private static final int SHORTEST = 4;
  private static final int LONGEST = 18;

  /** Sentences that count as one caption where words are counted: captions' words come first. */
  private static final int OF_A_CAPTION = 3;

  private static final CaptionTokenizer TOKENIZER = new CaptionTokenizer();

  /** Empty if the run names no file. */
  static CaptionSentences of(TrainingFiles.Sentences text, TrainingReport report)
      throws IOException {
    return new CaptionSentences(text.read(MOST, report), text.draws());
  }

  /** Counts their words beside those of captions. */
  void count(VocabularyBuilder builder) {
    for (int i = 0; i < sentences.size(); i += OF_A_CAPTION) {
      builder.add(TOKENIZER.tokenize(sentences.get(i)));
    }
  }

  /** The sentences to train on; null if there is none. */
  SentenceExamples examples(Vocabulary vocabulary, WordLearning.Detections detections) {
    List<int[]> words = new ArrayList<>();
    List<int[]> content = new ArrayList<>();
    for (String sentence : sentences) {
      List<String> tokens = TOKENIZER.tokenize(sentence);
      int[] ids = vocabulary.encode(tokens);
      boolean known = Arrays.stream(ids).noneMatch(id -> id == Vocabulary.UNK);
      if (ids.length >= SHORTEST && ids.length <= LONGEST && known) {
        int[] detected = WordLearning.keywords(tokens, detections.parts().vocabulary());
        if (detected.length > 0) {
          words.add(ids);
          content.add(detected);
        }
      }
    }
    double each = Math.min(1, draws / (double) words.size());
    return words.isEmpty() ? null : new SentenceExamples(words, content, each, detections.noise());
  }
}
