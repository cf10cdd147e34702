package org.showtell.app.training.caption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.dataset.vocabulary.VocabularyBuilder;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.TrainingExamples;

/**
 * Captions as the model reads them: tokenised, numbered, cut to the longest that is allowed.
 *
 * @param vocabulary the words that are kept
 * @param coverage what the vocabulary leaves out, for a person
 */
public record CaptionTrainingData(
    List<CaptionedImage> images, Vocabulary vocabulary, int maxWords, String coverage) {
  private static final CaptionTokenizer TOKENIZER = new CaptionTokenizer();

  /** The captions of these images, whose words make the vocabulary. */
  public static CaptionTrainingData of(
      List<CaptionedImage> images, int minWordCount, int maxWords) {
    return of(images, minWordCount, maxWords, more -> {});
  }

  /**
   * @param more counts words that are to be known beside those of the captions
   */
  static CaptionTrainingData of(
      List<CaptionedImage> images,
      int minWordCount,
      int maxWords,
      Consumer<VocabularyBuilder> more) {
    VocabularyBuilder builder = new VocabularyBuilder();
    for (CaptionedImage image : images) {
      for (String caption : image.captions()) {
        builder.add(TOKENIZER.tokenize(caption));
      }
    }
    more.accept(builder);
    Vocabulary vocabulary = builder.build(minWordCount);
    return new CaptionTrainingData(
        images, vocabulary, maxWords, builder.coverage(minWordCount).summary());
  }

  /** Reads the captions of these images for a network that has its words already. */
  static CaptionTrainingData of(List<CaptionedImage> images, Vocabulary vocabulary, int maxWords) {
    long known = 0;
    long total = 0;
    for (CaptionedImage image : images) {
      for (String caption : image.captions()) {
        int[] words = vocabulary.encode(TOKENIZER.tokenize(caption));
        total += words.length;
        known += Arrays.stream(words).filter(word -> word != Vocabulary.UNK).count();
      }
    }
    String coverage =
        String.format(
            Locale.ROOT,
            "the model's vocabulary of %d words: %.2f %% of %d tokens covered",
            vocabulary.size() - Tokens.SPECIALS,
            100.0 * known / Math.max(1, total),
            total);
    return new CaptionTrainingData(images, vocabulary, maxWords, coverage);
  }

  /** The captions of the images that could be read, with the features of all images. */
  public TrainingExamples examples(FeatureSource features) {
    List<int[]> sentences = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    List<Boolean> ended = new ArrayList<>();
    for (int i = 0; i < features.images(); i++) {
      if (!features.has(i)) {
        continue;
      }
      for (String caption : images.get(i).captions()) {
        int[] words = vocabulary.encode(TOKENIZER.tokenize(caption));
        if (words.length > 0) {
          boolean whole = words.length <= maxWords;
          ended.add(whole);
          sentences.add(whole ? words : Arrays.copyOf(words, maxWords));
          owners.add(i);
        }
      }
    }
    boolean[] ends = new boolean[sentences.size()];
    for (int caption = 0; caption < ends.length; caption++) {
      ends[caption] = ended.get(caption);
    }
    return new TrainingExamples(
        sentences, ends, owners.stream().mapToInt(Integer::intValue).toArray(), features);
  }

  /** How often each token is a target, for the first output bias. */
  public long[] targetCounts(TrainingExamples examples) {
    long[] counts = new long[vocabulary.size()];
    for (int caption = 0; caption < examples.size(); caption++) {
      for (int word : examples.sentences().get(caption)) {
        counts[word]++;
      }
      counts[Tokens.END] += examples.ended()[caption] ? 1 : 0;
    }
    return counts;
  }
}
