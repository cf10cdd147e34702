package org.showtell.decoder.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What there is to learn: sentences, the image each is about, and the images' features.
 *
 * @param sentences words of each caption, without START and END
 * @param images per caption, which image it is about
 * @param features of the images, which their captions share
 * @param mirrored of the same images seen in a mirror, or null: then a caption finds its image now
 *     this way and now the other
 */
public record TrainingExamples(
    List<int[]> sentences, int[] images, FeatureSource features, FeatureSource mirrored) {

  /** Captions of images that are always seen as they are. */
  public TrainingExamples(List<int[]> sentences, int[] images, FeatureSource features) {
    this(sentences, images, features, null);
  }

  /** Checks that every caption has an image. */
  public TrainingExamples {
    sentences = List.copyOf(sentences);
    if (sentences.isEmpty()) {
      throw new IllegalArgumentException("Expected captions to train on but got none");
    }
    if (images.length != sentences.size()) {
      throw new IllegalArgumentException(
          "Expected an image for each of "
              + sentences.size()
              + " captions but got "
              + images.length);
    }
    for (int image : images) {
      if (image < 0 || image >= features.images()) {
        throw new IllegalArgumentException(
            "Expected image numbers below " + features.images() + " but got " + image);
      }
    }
    if (mirrored != null
        && (mirrored.images() != features.images() || mirrored.length() != features.length())) {
      throw new IllegalArgumentException(
          "Expected mirrored features of "
              + features.images()
              + " images, "
              + features.length()
              + " numbers each, but got "
              + mirrored.images()
              + " and "
              + mirrored.length());
    }
  }

  /** Number of captions. */
  public int size() {
    return sentences.size();
  }

  /**
   * The batch of these captions.
   *
   * @param random draws which images are mirrored, where there are such features
   */
  public CaptionBatch batch(int[] captions, SplittableRandom random) {
    int length = features.length();
    float[] memory = new float[captions.length * length];
    List<int[]> words = new ArrayList<>(captions.length);
    for (int row = 0; row < captions.length; row++) {
      words.add(sentences.get(captions[row]));
      FeatureSource source = mirrored != null && random.nextBoolean() ? mirrored : features;
      source.copy(images[captions[row]], memory, row * length);
    }
    return CaptionBatch.of(words, features.positions(), memory);
  }
}
