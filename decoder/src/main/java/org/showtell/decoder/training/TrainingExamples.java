package org.showtell.decoder.training;

import java.util.List;

/**
 * What there is to learn: sentences, the image each is about, and the images' vectors.
 *
 * @param sentences words of each caption, without START and END
 * @param images per caption, which image it is about
 * @param features per image its vector [D], which its captions share; null for an image without
 *     captions
 */
public record TrainingExamples(List<int[]> sentences, int[] images, float[][] features) {
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
      if (image < 0 || image >= features.length) {
        throw new IllegalArgumentException(
            "Expected image numbers below " + features.length + " but got " + image);
      }
    }
  }

  /** Number of captions. */
  public int size() {
    return sentences.size();
  }

  /** The batch of these captions. */
  public CaptionBatch batch(int[] captions) {
    int size = features[images[captions[0]]].length;
    float[] memory = new float[captions.length * size];
    List<int[]> words = new java.util.ArrayList<>(captions.length);
    for (int row = 0; row < captions.length; row++) {
      words.add(sentences.get(captions[row]));
      System.arraycopy(features[images[captions[row]]], 0, memory, row * size, size);
    }
    return CaptionBatch.of(words, memory);
  }
}
