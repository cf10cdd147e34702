package org.showtell.app.training.words;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.coco.keywords.KeywordVocabulary;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.keywords.DetectorConfig;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.decoder.training.DetectionNoise;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/**
 * What a detector learnt and what it says of the training images, kept beside their features: a
 * run that goes on, or another captioner on the same data, need not learn it again.
 */
final class WordStore {
  private static final String IDS = "detected.ids";
  private static final String PROBABILITIES = "detected.probabilities";
  private static final String RIGHT = "noise.right";
  private static final String WRONG = "noise.wrong";
  private static final String WRONG_PROBABILITIES = "noise.wrongProbabilities";

  private final Path file;

  /**
   * The store of a training set.
   *
   * @param folder of the features
   * @param data hash of images and captions
   * @param encoder hash of the encoder
   * @param seed of the folds
   */
  WordStore(Path folder, String data, String encoder, KeywordVocabulary words, int slots, long seed) {
    String facts =
        String.join(
            "\n",
            data,
            encoder,
            ContentHash.sha256(words.bytes()),
            Integer.toString(slots),
            Long.toString(seed));
    String key = ContentHash.sha256(facts.getBytes(StandardCharsets.UTF_8));
    file = folder.resolve("words-" + key.substring(0, 12) + ".safetensors");
  }

  /**
   * What is kept.
   *
   * @param weights of the detector, by name
   */
  record Kept(Map<String, float[]> weights, DetectedWords detected, DetectionNoise noise) {}

  boolean exists() {
    return Files.exists(file);
  }

  Kept read(DetectorConfig config, int slots) throws IOException {
    try (SafetensorsFile kept = SafetensorsFile.open(file)) {
      Map<String, float[]> weights = new LinkedHashMap<>();
      for (String name : WordDetector.weightShapes(config).keySet()) {
        weights.put(name, kept.floats(name));
      }
      int[] ids = integers(kept.floats(IDS));
      return new Kept(
          weights,
          new DetectedWords(ids.length / slots, slots, ids, kept.floats(PROBABILITIES)),
          new DetectionNoise(
              slots,
              kept.floats(RIGHT),
              kept.has(WRONG) ? integers(kept.floats(WRONG)) : new int[0],
              kept.has(WRONG) ? kept.floats(WRONG_PROBABILITIES) : new float[0]));
    }
  }

  void write(Kept kept) throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    kept.weights().forEach((name, values) -> tensors.put(name, Tensor.f32(values, values.length)));
    put(tensors, IDS, floats(kept.detected().ids()));
    put(tensors, PROBABILITIES, kept.detected().probabilities());
    put(tensors, RIGHT, kept.noise().right());
    if (kept.noise().wrong().length > 0) {
      put(tensors, WRONG, floats(kept.noise().wrong()));
      put(tensors, WRONG_PROBABILITIES, kept.noise().wrongProbabilities());
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    try {
      SafetensorsFile.write(partial, tensors, Map.of("format", "showtell words"));
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
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
    int[] array = new int[values.length];
    for (int i = 0; i < array.length; i++) {
      array[i] = (int) values[i];
    }
    return array;
  }
}
