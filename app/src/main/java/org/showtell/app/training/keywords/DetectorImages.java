package org.showtell.app.training.keywords;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.keywords.ClassWords;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.dataset.keywords.KeywordVocabularyBuilder;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.keywords.DetectorExamples;
import org.showtell.decoder.training.DetectionNoise;
import org.showtell.encoder.ImageClassifier;

/**
 * The distinct images of a dataset: the same image may stand in several of its parts, with the
 * captions of people and with sentences that were derived from questions.
 */
final class DetectorImages {
  /** With so many captions, a word that none of them has is not in the image. */
  private static final float ENOUGH_CAPTIONS = 5;

  private static final int MIN_PHOTOS = 40;
  private static final int MIN_SENTENCES = 150;
  private static final int MOST_WORDS = 1000;

  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final Map<String, Integer> numbers = new LinkedHashMap<>(); // by content
  private final List<List<List<String>>> captions = new ArrayList<>(); // per distinct image, tokens
  private final int[] distinct; // per image of the dataset, -1 if it could not be read
  private final List<Integer> first = new ArrayList<>(); // per distinct image one of the dataset
  private final DatasetFeatures features;

  DetectorImages(List<CaptionedImage> images, DatasetFeatures features) {
    this.features = features;
    distinct = new int[images.size()];
    for (int i = 0; i < distinct.length; i++) {
      if (!features.has(i)) {
        distinct[i] = -1;
        continue;
      }
      distinct[i] = numbers.computeIfAbsent(features.content(i), content -> captions.size());
      if (distinct[i] == captions.size()) {
        captions.add(new ArrayList<>());
        first.add(i);
      }
      for (String caption : images.get(i).captions()) {
        captions.get(distinct[i]).add(tokenizer.tokenize(caption));
      }
    }
  }

  int size() {
    return captions.size();
  }

  /** The content hash of each distinct image. */
  List<String> contents() {
    return List.copyOf(numbers.keySet());
  }

  /**
   * The content words that enough images share.
   *
   * @param sentences without images, which count too
   */
  KeywordVocabulary vocabulary(List<String> sentences) {
    KeywordVocabularyBuilder builder = new KeywordVocabularyBuilder();
    captions.forEach(builder::addPhoto);
    sentences.forEach(sentence -> builder.addSentence(tokenizer.tokenize(sentence)));
    List<String> nouns = ClassWords.nouns(ClassWords.imageNetLabels());
    // A small album has no word forty times: there half a percent of its images is enough.
    int least = Math.min(MIN_PHOTOS, Math.max(2, size() / 200));
    try {
      return builder.build(least, MIN_SENTENCES, MOST_WORDS, nouns);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          ("captions of at least %d photos must share a content word, but got none in %d photos;"
                  + " add photos, or train a captioner without a word detector")
              .formatted(least, size()),
          e);
    }
  }

  /** What the detector reads of each distinct image, [F] each. */
  float[][] summaries(Optional<ImageClassifier> classifier) {
    float[][] summaries = new float[size()][];
    float[] grid = new float[features.length()];
    for (int image = 0; image < summaries.length; image++) {
      features.copy(first.get(image), grid, 0);
      summaries[image] = PhotoWords.summary(grid, features.size(), classifier.orElse(null));
    }
    return summaries;
  }

  DetectorExamples examples(KeywordVocabulary vocabulary, float[][] summaries) {
    float[] silence = new float[size()];
    double[] draws = new double[size()];
    for (int image = 0; image < silence.length; image++) {
      silence[image] = Math.min(1, captions.get(image).size() / ENOUGH_CAPTIONS);
      draws[image] = 1;
    }
    int[][] words = captions.stream().map(vocabulary::used).toArray(int[][]::new);
    return new DetectorExamples(summaries, words, silence, draws);
  }

  /** The words of each image of the dataset; none where it could not be read. */
  DetectedWords ofDataset(DetectedWords ofDistinct) {
    return rows(ofDistinct, distinct);
  }

  /** The words of chosen images; none for -1. */
  static DetectedWords rows(DetectedWords words, int[] images) {
    int slots = words.slots();
    int[] ids = new int[images.length * slots];
    float[] probabilities = new float[ids.length];
    for (int row = 0; row < images.length; row++) {
      if (images[row] >= 0) {
        System.arraycopy(words.ids(), images[row] * slots, ids, row * slots, slots);
        System.arraycopy(
            words.probabilities(), images[row] * slots, probabilities, row * slots, slots);
      }
    }
    return new DetectedWords(images.length, slots, ids, probabilities);
  }

  /** Which detections are right and wrong, in images with captions enough to tell. */
  static DetectionNoise noise(DetectedWords detected, DetectorExamples examples) {
    int slots = detected.slots();
    List<Float> right = new ArrayList<>();
    List<Integer> wrong = new ArrayList<>();
    List<Float> wrongProbabilities = new ArrayList<>();
    for (int image = 0; image < examples.size(); image++) {
      int[] used = examples.words()[image];
      for (int k = image * slots; k < (image + 1) * slots; k++) {
        int word = detected.ids()[k] - 1;
        if (word >= 0 && IntStream.of(used).anyMatch(other -> other == word)) {
          right.add(detected.probabilities()[k]);
        } else if (word >= 0 && examples.silence()[image] == 1) {
          wrong.add(word + 1);
          wrongProbabilities.add(detected.probabilities()[k]);
        }
      }
    }
    if (right.isEmpty()) {
      right.add(PhotoWords.SHOWN);
    }
    return new DetectionNoise(
        slots,
        floats(right),
        wrong.stream().mapToInt(Integer::intValue).toArray(),
        floats(wrongProbabilities));
  }

  private static float[] floats(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
