package org.showtell.decoder.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.nn.Check;

/**
 * What there is to learn: sentences, the image each is about, and the images' features.
 *
 * @param sentences words of each caption, without START and END
 * @param ended per caption, whether END comes after its words; of one that was cut off nothing is
 *     learned after its last word
 * @param images per caption, which image it is about
 * @param features of the images, which their captions share
 */
public record TrainingExamples(
    List<int[]> sentences, boolean[] ended, int[] images, FeatureSource features) {
  /** Checks that every caption has an image. */
  public TrainingExamples {
    sentences = List.copyOf(sentences);
    Check.that(!sentences.isEmpty(), "There must be captions to train on", "none");
    Check.length("ends of captions", ended.length, sentences.size());
    Check.length("images of captions", images.length, sentences.size());
    for (int image : images) {
      Check.range("Image numbers", image, 0, features.images() - 1);
    }
  }

  /** Examples whose captions all end with their last word. */
  public TrainingExamples(List<int[]> sentences, int[] images, FeatureSource features) {
    this(sentences, allEnded(sentences.size()), images, features);
  }

  private static boolean[] allEnded(int captions) {
    boolean[] ended = new boolean[captions];
    Arrays.fill(ended, true);
    return ended;
  }

  /** Number of captions. */
  public int size() {
    return sentences.size();
  }

  /** The batch of these captions. */
  public CaptionBatch batch(int[] captions) {
    return batch(captions, new float[captions.length * features.length()]);
  }

  /**
   * The batch of these captions.
   *
   * @param memory [B*L*D], overwritten and then the batch's: megabytes that need not be made anew
   *     for each batch
   */
  CaptionBatch batch(int[] captions, float[] memory) {
    int length = features.length();
    List<int[]> words = new ArrayList<>(captions.length);
    int[] of = new int[captions.length];
    for (int row = 0; row < captions.length; row++) {
      words.add(sentences.get(captions[row]));
      of[row] = images[captions[row]];
      features.copy(of[row], memory, row * length);
    }
    return CaptionBatch.of(words, features.positions(), memory)
        .withEnds(ended(captions))
        .withWords(features.words(of));
  }

  /** Which of these captions end with their last word, [B]. */
  public boolean[] ended(int[] captions) {
    boolean[] of = new boolean[captions.length];
    for (int row = 0; row < of.length; row++) {
      of[row] = ended[captions[row]];
    }
    return of;
  }
}
