package org.showtell.app.training.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.dataset.vocabulary.VocabularyBuilder;
import org.showtell.decoder.generation.Hypothesis;

class CiderRewardTest {
  private static final List<CaptionedImage> IMAGES =
      List.of(
          new CaptionedImage("1", "a.jpg", List.of("A dog runs in a field.", "A dog runs.")),
          new CaptionedImage("2", "b.jpg", List.of("Two men sit on a bench in a park.")),
          new CaptionedImage("3", "c.jpg", List.of("A cat sleeps on a couch.")));

  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final Vocabulary vocabulary = vocabulary();
  private final CiderReward reward = new CiderReward(IMAGES, vocabulary);

  private Vocabulary vocabulary() {
    VocabularyBuilder builder = new VocabularyBuilder();
    IMAGES.forEach(image -> image.captions().forEach(c -> builder.add(tokenizer.tokenize(c))));
    return builder.build(1);
  }

  private double of(int image, String caption, boolean ended) {
    int[] words = vocabulary.encode(tokenizer.tokenize(caption));
    return reward.of(image, List.of(new Hypothesis(words, -1, words.length, ended)))[0];
  }

  @Test
  void imagesOwnCaptionEarnsMostAndAnothersNothing() {
    assertTrue(of(0, "a dog runs", true) > of(0, "a dog sleeps", true));
    assertTrue(of(0, "a dog sleeps", true) > of(0, "two men sit", true));
    assertEquals(0, of(2, "two men", false), 1e-12);
  }

  @Test
  void sentenceThatStopsInTheMiddleEarnsLess() {
    assertTrue(of(0, "a dog runs", true) > of(0, "a dog runs", false));
    assertTrue(of(1, "two men sit on a bench in a park", true) > of(1, "two men sit on a", true));
  }
}
