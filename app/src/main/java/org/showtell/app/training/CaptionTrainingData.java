package org.showtell.app.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.showtell.coco.CaptionedImage;
import org.showtell.coco.vocabulary.CaptionTokenizer;
import org.showtell.coco.vocabulary.Vocabulary;
import org.showtell.coco.vocabulary.VocabularyBuilder;
import org.showtell.coco.vocabulary.VocabularyCoverage;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.training.TrainingExamples;

/** Captions as the model reads them: tokenised, numbered, cut to the longest that is allowed. */
final class CaptionTrainingData {
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final Vocabulary vocabulary;
  private final VocabularyCoverage coverage;
  private final List<CaptionedImage> images;
  private final int maxWords;

  CaptionTrainingData(List<CaptionedImage> images, int minWordCount, int maxWords) {
    this.images = images;
    this.maxWords = maxWords;
    VocabularyBuilder builder = new VocabularyBuilder();
    for (CaptionedImage image : images) {
      for (String caption : image.captions()) {
        builder.add(tokenizer.tokenize(caption));
      }
    }
    vocabulary = builder.build(minWordCount);
    coverage = builder.coverage(minWordCount);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  VocabularyCoverage coverage() {
    return coverage;
  }

  /**
   * The captions of the images that could be read.
   *
   * @param vectors per image [D] or null
   */
  TrainingExamples examples(float[][] vectors) {
    List<int[]> sentences = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i] == null) {
        continue;
      }
      for (String caption : images.get(i).captions()) {
        int[] words = vocabulary.encode(tokenizer.tokenize(caption));
        if (words.length > 0) {
          sentences.add(words.length > maxWords ? Arrays.copyOf(words, maxWords) : words);
          owners.add(i);
        }
      }
    }
    return new TrainingExamples(
        sentences, owners.stream().mapToInt(Integer::intValue).toArray(), vectors);
  }

  /** How often each token is a target, for the first output bias. */
  long[] targetCounts(TrainingExamples examples) {
    long[] counts = new long[vocabulary.size()];
    for (int[] sentence : examples.sentences()) {
      for (int word : sentence) {
        counts[word]++;
      }
      counts[Tokens.END]++;
    }
    return counts;
  }
}
