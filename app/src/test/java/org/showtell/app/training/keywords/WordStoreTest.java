package org.showtell.app.training.keywords;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.decoder.keywords.DetectorConfig;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.decoder.training.DetectionNoise;
import org.showtell.encoder.weights.SafetensorsFile;

class WordStoreTest {
  private static final KeywordVocabulary WORDS = new KeywordVocabulary(List.of("cat", "dog"));
  private static final DetectorConfig CONFIG = new DetectorConfig(2, 3, 0);
  private static final DetectionNoise NOISE =
      new DetectionNoise(2, new float[] {0.5f}, new int[] {2}, new float[] {0.25f});

  @TempDir Path folder;

  private WordStore store(String data) {
    return new WordStore(folder, data, "eyes", WORDS, 1);
  }

  private static WordStore.Kept kept() {
    Map<String, float[]> weights = new LinkedHashMap<>();
    WordDetector.weightShapes(CONFIG)
        .forEach((name, shape) -> weights.put(name, new float[shape[0] * shape[1]]));
    Map<String, float[]> scores = new LinkedHashMap<>();
    scores.put("a", new float[] {0.75f, 0.1f});
    scores.put("b", new float[] {0, 1});
    return new WordStore.Kept(weights, scores, NOISE);
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), "nothing half-written stays");
      assertTrue(WordStore.isStore(all.get(0)), all.toString());
      return all.get(0);
    }
  }

  @Test
  void whatIsKeptIsReadBackForTheSameDataOnly() throws IOException {
    assertFalse(store("photos").exists());
    store("photos").write(kept());
    assertTrue(store("photos").exists());
    assertFalse(store("other photos").exists());
    WordStore.Kept read = store("photos").read(CONFIG, 2);
    assertArrayEquals(new float[] {0.75f, 0.1f}, read.scores().get("a"), 1e-4f);
    assertArrayEquals(new float[] {0, 1}, read.scores().get("b"));
    assertArrayEquals(new int[] {2}, read.noise().wrong());
    assertArrayEquals(kept().weights().get("detector.W"), read.weights().get("detector.W"));
  }

  @Test
  void noiseWithoutAMistakeIsKeptToo() throws IOException {
    DetectionNoise faultless = new DetectionNoise(2, new float[] {0.5f}, new int[0], new float[0]);
    store("photos").write(new WordStore.Kept(kept().weights(), kept().scores(), faultless));
    assertEquals(0, store("photos").read(CONFIG, 2).noise().wrong().length);
  }

  @Test
  void scoresAreOfTheWordsAndTheEncoderThatTheyWereDetectedWith() throws IOException {
    store("photos").write(kept());
    try (SafetensorsFile file = SafetensorsFile.open(file())) {
      assertTrue(WordStore.isOf(file, WORDS, "eyes"));
      assertFalse(WordStore.isOf(file, WORDS, "other eyes"));
      assertFalse(WordStore.isOf(file, new KeywordVocabulary(List.of("cat", "cow")), "eyes"));
    }
  }

  @Test
  void scoresOfAnotherNumberOfWordsAreRefusedWithWhatToDo() throws IOException {
    store("photos").write(kept());
    try (SafetensorsFile file = SafetensorsFile.open(file())) {
      IOException refused =
          assertThrows(IOException.class, () -> WordStore.scores(file, file(), 3));
      assertTrue(refused.getMessage().contains("delete the file"), refused.getMessage());
    }
  }
}
