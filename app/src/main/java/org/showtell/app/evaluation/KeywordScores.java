package org.showtell.app.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.decoder.features.FeatureSource;

/**
 * How well keywords fit images that people described. A word is right for an image if one of its
 * captions holds it, in whatever form. A word that is there but that nobody told counts as wrong,
 * so the more captions an image has, the fairer the scores are.
 */
public final class KeywordScores {
  private static final int COMMONEST = 100;
  private static final int FIRST = 3;

  /** A word that fewer photos have tells more of chance than of the detector. */
  private static final int LEAST_PHOTOS = 6;

  /** What the mean average precision is a mean of. */
  public static final String NOTE =
      "mean_average_precision_100: over the "
          + COMMONEST
          + " keywords that most of these images have, without those of fewer than "
          + LEAST_PHOTOS
          + " images";

  private final List<Integer> images; // positions in the dataset
  private final float[][] scores; // [photos][W]
  private final boolean[][] used; // [photos][W]

  private KeywordScores(List<Integer> images, float[][] scores, boolean[][] used) {
    this.images = List.copyOf(images);
    this.scores = scores;
    this.used = used;
  }

  /** Scores of per-image probabilities [W], beside the numbers of the words that people used. */
  public static KeywordScores of(float[][] scores, int[][] used) {
    if (scores.length == 0 || used.length != scores.length) {
      throw new IllegalArgumentException(
          "used must hold words of each image, of one at least, but got those of %d for %d images"
              .formatted(used.length, scores.length));
    }
    return new KeywordScores(
        IntStream.range(0, scores.length).boxed().toList(), scores, flags(scores, used));
  }

  /**
   * Scores of what is detected in photos; those that could not be read are left out.
   *
   * @param features of the same images, grids
   */
  public static KeywordScores of(
      List<CaptionedImage> images, FeatureSource features, PhotoWords detection) {
    CaptionTokenizer tokenizer = new CaptionTokenizer();
    KeywordVocabulary vocabulary = detection.vocabulary();
    List<Integer> read = IntStream.range(0, images.size()).filter(features::has).boxed().toList();
    float[][] scores = new float[read.size()][];
    int[][] used = new int[read.size()][];
    float[] grid = new float[features.length()];
    for (int photo = 0; photo < scores.length; photo++) {
      int image = read.get(photo);
      features.copy(image, grid, 0);
      scores[photo] = detection.scores(grid);
      used[photo] =
          vocabulary.used(images.get(image).captions().stream().map(tokenizer::tokenize).toList());
    }
    return new KeywordScores(read, scores, flags(scores, used));
  }

  private static boolean[][] flags(float[][] scores, int[][] used) {
    boolean[][] right = new boolean[used.length][];
    for (int photo = 0; photo < used.length; photo++) {
      right[photo] = new boolean[scores[photo].length];
      for (int word : used[photo]) {
        right[photo][word] = true;
      }
    }
    return right;
  }

  /** Of some of the images alone, by their positions in the dataset. */
  public KeywordScores where(IntPredicate wanted) {
    int[] kept = IntStream.range(0, size()).filter(i -> wanted.test(images.get(i))).toArray();
    List<Integer> some = new ArrayList<>();
    float[][] someScores = new float[kept.length][];
    boolean[][] someUsed = new boolean[kept.length][];
    for (int i = 0; i < kept.length; i++) {
      some.add(images.get(kept[i]));
      someScores[i] = scores[kept[i]];
      someUsed[i] = used[kept[i]];
    }
    return new KeywordScores(some, someScores, someUsed);
  }

  public int size() {
    return scores.length;
  }

  /** The position of a photo in the dataset. */
  int image(int photo) {
    return images.get(photo);
  }

  /** The numbers of a photo's keywords, likeliest first. */
  int[] given(int photo, double threshold) {
    return PhotoWords.best(scores[photo], scores[photo].length, threshold);
  }

  /** How well a photo's words rank before others; NaN for a photo without any. */
  double ofPhoto(int photo) {
    return averagePrecision(scores[photo], used[photo]);
  }

  /** How well a word ranks the images that have it before others; NaN if none has it. */
  public double ofWord(int word) {
    float[] ranked = new float[size()];
    boolean[] right = new boolean[size()];
    for (int photo = 0; photo < ranked.length; photo++) {
      ranked[photo] = scores[photo][word];
      right[photo] = used[photo][word];
    }
    return averagePrecision(ranked, right);
  }

  /** The mean average precision of the commonest words; 0 where no word is common. */
  public double meanAveragePrecision() {
    int words = size() == 0 ? 0 : scores[0].length;
    int[] counts = new int[words];
    for (boolean[] right : used) {
      for (int word = 0; word < words; word++) {
        counts[word] += right[word] ? 1 : 0;
      }
    }
    return IntStream.range(0, words)
        .filter(word -> counts[word] >= LEAST_PHOTOS)
        .boxed()
        .sorted(Comparator.comparing(word -> -counts[word]))
        .limit(COMMONEST)
        .mapToDouble(this::ofWord)
        .average()
        .orElse(0);
  }

  /** What a threshold gives. */
  public Counts at(double threshold) {
    int given = 0;
    int right = 0;
    int told = 0;
    for (int photo = 0; photo < size(); photo++) {
      for (int word = 0; word < used[photo].length; word++) {
        boolean isGiven = scores[photo][word] >= threshold;
        given += isGiven ? 1 : 0;
        right += isGiven && used[photo][word] ? 1 : 0;
        told += used[photo][word] ? 1 : 0;
      }
    }
    return new Counts(size(), given, right, told);
  }

  /** Share of the likeliest words of each photo, however likely, that people used. */
  public double precisionAtFirst() {
    int given = 0;
    int right = 0;
    for (int photo = 0; photo < size(); photo++) {
      for (int word : PhotoWords.best(scores[photo], FIRST, 0)) {
        given++;
        right += used[photo][word] ? 1 : 0;
      }
    }
    return given == 0 ? 0 : (double) right / given;
  }

  /** All scores by the names that they are printed under. */
  public Map<String, Number> named(double threshold) {
    Counts counts = at(threshold);
    Map<String, Number> named = new LinkedHashMap<>();
    named.put("mean_average_precision_" + COMMONEST, meanAveragePrecision());
    named.put("threshold", threshold);
    named.put("precision", counts.precision());
    named.put("recall", counts.recall());
    named.put("keywords_per_image", counts.perImage());
    named.put("precision_at_" + FIRST, precisionAtFirst());
    return named;
  }

  /**
   * The mean, over all that is right, of the share of right ones among those that are ranked as
   * high or higher; of equals the earlier ranks higher. 1 for a perfect ranking, about the share of
   * right ones for a blind one, NaN if none is right.
   */
  static double averagePrecision(float[] scores, boolean[] right) {
    int[] ranked =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Float.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    int found = 0;
    double sum = 0;
    for (int rank = 0; rank < ranked.length; rank++) {
      if (right[ranked[rank]]) {
        found++;
        sum += (double) found / (rank + 1);
      }
    }
    return found == 0 ? Double.NaN : sum / found;
  }

  /** Keywords of all images, those of them that people used, and the keywords that people used. */
  public record Counts(int images, int given, int right, int used) {

    /** Share of the keywords given that people used; 0 where none is given. */
    public double precision() {
      return given == 0 ? 0 : (double) right / given;
    }

    /** Share of the words that people used that are given; 0 where they used none. */
    public double recall() {
      return used == 0 ? 0 : (double) right / used;
    }

    /** Keywords of a photo in the mean. */
    public double perImage() {
      return images == 0 ? 0 : (double) given / images;
    }
  }
}
