package org.showtell.encoder.efficientnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.FeatureGrid;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.image.ImagePreprocessor;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.weights.SafetensorsFile;

/** Against the grid and the scores that PyTorch computed with the published weights. */
class PublishedWeightsTest {
  private static final EncoderPreset PRESET = EncoderPreset.named("efficientnet-lite2");
  private static final EfficientNetArchitecture ARCHITECTURE =
      (EfficientNetArchitecture) PRESET.architecture();

  @Test
  void gridAndFirstFiveClassesAreTheReferences() throws IOException {
    float[] expected = npy(shared("example_grid.npy"));
    try (EfficientNetNetwork network = network(published())) {
      FeatureGrid grid = network.encodeGrid(example());
      assertArrayEquals(expected, grid.values(), 1e-3f);
      float[] logits = network.classifier().orElseThrow().logits(grid.mean().values());
      float[] scores = npy(shared("example_logits.npy"));
      assertArrayEquals(scores, logits, 1e-3f);
      assertArrayEquals(first(scores), first(logits));
    }
  }

  @Test
  void halfPrecisionHardlyTurnsTheGrid() throws IOException {
    byte[] half = published().half(ARCHITECTURE);
    assertTrue(half.length < 12_300_000, "bytes: " + half.length);
    float[] expected = npy(shared("example_grid.npy"));
    try (SafetensorsFile file = SafetensorsFile.read(half, "half");
        EfficientNetNetwork network = network(EfficientNetWeights.read(file, ARCHITECTURE))) {
      assertEquals(1, cosine(expected, network.encodeGrid(example()).values()), 1e-4);
    }
  }

  private static EfficientNetNetwork network(EfficientNetWeights weights) {
    return new EfficientNetNetwork(ARCHITECTURE, PRESET.preprocessing(), weights);
  }

  private static EfficientNetWeights published() throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(shared("efficientnet_lite2.safetensors"))) {
      return EfficientNetWeights.read(file, ARCHITECTURE);
    }
  }

  private static PixelBatch example() throws IOException {
    ImagePreprocessor preprocessor = new ImagePreprocessor(PRESET.preprocessing());
    float[] pixels = preprocessor.apply(new ImageReader().read(shared("example.png")));
    return new PixelBatch(1, ARCHITECTURE.height(), ARCHITECTURE.width(), pixels);
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      ofA += (double) a[i] * a[i];
      ofB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(ofA * ofB);
  }

  private static int[] first(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .limit(5)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The numbers of a version 1 file of little-endian floats. */
  private static float[] npy(Path file) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    content.position(10 + content.getShort(8));
    FloatBuffer numbers = content.asFloatBuffer();
    float[] values = new float[numbers.remaining()];
    numbers.get(values);
    return values;
  }

  private static Path shared(String name) {
    String told = System.getProperty("showtell.shared", System.getenv("SHOWTELL_SHARED"));
    Path folder = told == null ? Path.of("..", "..", "shared") : Path.of(told);
    Path file = folder.resolve("data").resolve("encoder").resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file),
        () -> "needs data/encoder/" + name + " in a folder shared beside the checkout");
    return file;
  }
}
