package org.showtell.app.training.keywords;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.decoder.keywords.DetectorConfig;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.decoder.training.DetectionNoise;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/**
 * A trained detector and what its folds say of the training images, kept beside their features: a
 * run that resumes, or another captioner on the same data, does not train it again.
 */
final class WordStore {
  private static final String SCORES = "scores";
  private static final String CONTENTS = "contents";
  private static final String VOCABULARY = "vocabulary";
  private static final String ENCODER = "encoder";
  private static final String PREFIX = "words-";
  private static final String SUFFIX = ".safetensors";
  private static final String RIGHT = "noise.right";
  private static final String WRONG = "noise.wrong";
  private static final String WRONG_PROBABILITIES = "noise.wrongProbabilities";

  private final Path file;
  private final KeywordVocabulary vocabulary;
  private final String encoder;

  /**
   * @param folder of the features
   * @param data hash of images and captions
   * @param encoder hash of the encoder
   * @param seed of the folds
   */
  WordStore(Path folder, String data, String encoder, KeywordVocabulary words, long seed) {
    String facts =
        String.join("\n", data, encoder, ContentHash.sha256(words.bytes()), Long.toString(seed));
    String key = ContentHash.sha256(facts.getBytes(StandardCharsets.UTF_8));
    vocabulary = words;
    this.encoder = encoder;
    file = folder.resolve(PREFIX + key.substring(0, 12) + SUFFIX);
  }

  /**
   * @param weights of the detector, by name
   * @param scores by an image's content, [W], from a detector that was not trained on it
   */
  record Kept(Map<String, float[]> weights, Map<String, float[]> scores, DetectionNoise noise) {}

  boolean exists() {
    return Files.exists(file);
  }

  Kept read(DetectorConfig config, int slots) throws IOException {
    try (SafetensorsFile kept = SafetensorsFile.open(file)) {
      Map<String, float[]> weights = new LinkedHashMap<>();
      for (String name : WordDetector.weightShapes(config).keySet()) {
        weights.put(name, kept.floats(name));
      }
      return new Kept(weights, scores(kept, file, vocabulary.size()), noise(kept, slots));
    }
  }

  /** What the detector gets right and wrong. */
  static DetectionNoise noise(SafetensorsFile kept, int slots) throws IOException {
    boolean mistakes = kept.has(WRONG);
    return new DetectionNoise(
        slots,
        kept.floats(RIGHT),
        mistakes ? integers(kept.floats(WRONG)) : new int[0],
        mistakes ? kept.floats(WRONG_PROBABILITIES) : new float[0]);
  }

  /** Whether a file may be a store. */
  static boolean isStore(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** Whether a store's scores are of these words, detected in what this encoder sees. */
  static boolean isOf(SafetensorsFile store, KeywordVocabulary vocabulary, String encoder) {
    return ContentHash.sha256(vocabulary.bytes()).equals(store.metadata().get(VOCABULARY))
        // Early stores do not say whose they are.
        && encoder.equals(store.metadata().getOrDefault(ENCODER, encoder));
  }

  /** The scores of a store, by content. */
  static Map<String, float[]> scores(SafetensorsFile kept, Path file, int words)
      throws IOException {
    float[] all = kept.floats(SCORES);
    String[] contents = kept.metadata().getOrDefault(CONTENTS, "").split(" ");
    if (all.length != (long) contents.length * words) {
      throw new IOException(
          "%s: scores must be of %d words for each of %d images, but got %d; delete the file"
              .formatted(file, words, contents.length, all.length));
    }
    Map<String, float[]> scores = new HashMap<>();
    for (int image = 0; image < contents.length; image++) {
      scores.put(contents[image], Arrays.copyOfRange(all, image * words, (image + 1) * words));
    }
    return scores;
  }

  void write(Kept kept) throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    kept.weights().forEach((name, values) -> put(tensors, name, values));
    int words = vocabulary.size();
    float[] all = new float[kept.scores().size() * words];
    int at = 0;
    for (float[] scores : kept.scores().values()) {
      System.arraycopy(scores, 0, all, at, words);
      at += words;
    }
    tensors.put(SCORES, Tensor.f16(all, kept.scores().size(), words));
    put(tensors, RIGHT, kept.noise().right());
    if (kept.noise().wrong().length > 0) {
      put(tensors, WRONG, floats(kept.noise().wrong()));
      put(tensors, WRONG_PROBABILITIES, kept.noise().wrongProbabilities());
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    SafetensorsFile.write(
        file,
        tensors,
        Map.of(
            CONTENTS,
            String.join(" ", kept.scores().keySet()),
            VOCABULARY,
            ContentHash.sha256(vocabulary.bytes()),
            ENCODER,
            encoder));
  }

  /** The part of an image's content hash that is kept. */
  static String shortened(String content) {
    return content.substring(0, Math.min(24, content.length()));
  }

  private static void put(Map<String, Tensor> tensors, String name, float[] values) {
    tensors.put(name, Tensor.f32(values, values.length));
  }

  private static float[] floats(int[] values) {
    float[] array = new float[values.length];
    for (int i = 0; i < array.length; i++) {
      array[i] = values[i];
    }
    return array;
  }

  private static int[] integers(float[] values) {
    return IntStream.range(0, values.length).map(i -> (int) values[i]).toArray();
  }
}
