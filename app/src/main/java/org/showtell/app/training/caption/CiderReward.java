package org.showtell.app.training.caption;

import java.util.ArrayList;
import java.util.List;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.decoder.training.SelfCriticalTask;
import org.showtell.metric.CiderD;
import org.showtell.metric.PtbTokenizer;

/**
 * CIDEr-D of a sentence against its image's own captions. The end of a sentence counts as a word:
 * without it sentences learn to stop after "in a" (Rennie et al. 2017, released code).
 */
public final class CiderReward implements SelfCriticalTask.Reward {
  private static final String END = "</s>";

  private final Vocabulary vocabulary;
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final PtbTokenizer judge = new PtbTokenizer();
  private final CiderD cider;

  /**
   * The reward for these images, by their place in the list.
   *
   * @param images with at least one caption each
   * @param vocabulary of the network
   */
  public CiderReward(List<CaptionedImage> images, Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    cider =
        new CiderD(
            images.stream()
                .map(
                    image ->
                        image.captions().stream().map(caption -> words(caption, true)).toList())
                .toList());
  }

  private List<String> words(String caption, boolean ended) {
    List<String> words = new ArrayList<>(judge.tokenize(caption));
    if (ended) {
      words.add(END);
    }
    return words;
  }

  @Override
  public double[] of(int image, List<Hypothesis> sentences) {
    return sentences.stream()
        .mapToDouble(
            sentence -> {
              String text = tokenizer.detokenize(vocabulary.decode(sentence.tokens()));
              return cider.score(image, words(text, sentence.ended()));
            })
        .toArray();
  }
}
