package org.showtell.app.training.keywords;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.decoder.keywords.DetectorExamples;
import org.showtell.encoder.ImageClassifier;

/**
 * The photos of a dataset, each once: the same photo may stand in several of its parts, with the
 * captions of people and with sentences that were derived from questions.
 */
final class DetectorImages {
  /**
   * So many captions say all that is worth saying of a photo: a word that none has is not there.
   */
  private static final float ENOUGH_CAPTIONS = 5;

  private final Map<String, Integer> numbers = new LinkedHashMap<>(); // by content
  private final List<List<List<String>>> captions = new ArrayList<>(); // per photo, tokens
  private final int[] photos; // per image of the dataset, -1 if it could not be read
  private final List<Integer> first = new ArrayList<>(); // per photo an image of the dataset
  private final DatasetFeatures features;

  DetectorImages(List<CaptionedImage> images, DatasetFeatures features) {
    this.features = features;
    CaptionTokenizer tokenizer = new CaptionTokenizer();
    photos = new int[images.size()];
    for (int i = 0; i < photos.length; i++) {
      photos[i] = -1;
      if (features.has(i)) {
        int image = i;
        photos[i] =
            numbers.computeIfAbsent(
                features.content(i),
                content -> {
                  captions.add(new ArrayList<>());
                  first.add(image);
                  return captions.size() - 1;
                });
        for (String caption : images.get(i).captions()) {
          captions.get(photos[i]).add(tokenizer.tokenize(caption));
        }
      }
    }
  }

  int size() {
    return captions.size();
  }

  /** The photo that an image of the dataset is, or -1. */
  int photo(int image) {
    return photos[image];
  }

  /** The content of each photo, in their order. */
  List<String> contents() {
    return List.copyOf(numbers.keySet());
  }

  /** Tokens of each caption of a photo. */
  List<List<String>> captions(int photo) {
    return captions.get(photo);
  }

  /** The detector's words that the captions of each photo hold. */
  int[][] words(KeywordVocabulary vocabulary) {
    return captions.stream().map(vocabulary::used).toArray(int[][]::new);
  }

  /** What the detector reads of each photo. */
  float[][] summaries(Optional<ImageClassifier> classifier) {
    float[][] summaries = new float[size()][];
    float[] grid = new float[features.length()];
    for (int photo = 0; photo < summaries.length; photo++) {
      features.copy(first.get(photo), grid, 0);
      summaries[photo] = PhotoWords.summary(grid, features.size(), classifier.orElse(null));
    }
    return summaries;
  }

  DetectorExamples examples(KeywordVocabulary vocabulary, float[][] summaries) {
    float[] silence = new float[size()];
    double[] draws = new double[size()];
    for (int photo = 0; photo < silence.length; photo++) {
      silence[photo] = Math.min(1, captions.get(photo).size() / ENOUGH_CAPTIONS);
      draws[photo] = 1;
    }
    return new DetectorExamples(summaries, words(vocabulary), silence, draws);
  }
}
