package org.showtell.app.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.RandomEncoder;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.cache.FeatureStoreKey;
import org.showtell.encoder.efficientnet.EfficientNetWeights;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import org.showtell.encoder.weights.TensorType;

class EfficientNetSourceTest {
  private static final String NAME = "efficientnet-lite2";
  private static final EfficientNetArchitecture ARCHITECTURE =
      (EfficientNetArchitecture) EncoderPreset.named(NAME).architecture();

  @TempDir private static Path shared;
  @TempDir private Path cache;

  private static Path file;

  /** Drawn weights in full precision. */
  @BeforeAll
  static void writeWeights() throws IOException {
    Map<String, float[]> weights = EfficientNetWeights.random(ARCHITECTURE, 1).tensors();
    file = shared.resolve("any.safetensors");
    SafetensorsFile.write(
        file, Tensor.all(TensorType.F32, ARCHITECTURE.tensorShapes(), weights), Map.of());
  }

  private EncoderWeights weights() {
    return EncoderWeights.in(cache);
  }

  @Test
  void itsPresetItsFileAndItsFolderGiveTheSameEncoder() throws IOException {
    EncoderSource named = EncoderSource.of(NAME, weights().orFile(file));
    assertEquals(NAME, named.preset().name());
    assertArrayEquals(
        named.carriedWeights(), EncoderSource.of(file.toString(), weights()).carriedWeights());
    assertArrayEquals(
        named.carriedWeights(),
        EncoderSource.of("starter", weights().orFile(file)).carriedWeights());
    Path folder = Files.createDirectories(cache.resolve("weights").resolve(NAME));
    Files.copy(file, folder.resolve("mine.safetensors"));
    assertArrayEquals(named.carriedWeights(), EncoderSource.of(NAME, weights()).carriedWeights());
  }

  @Test
  void aBundleCarriesTheNumbersThatTrainingSaw() throws IOException {
    EncoderSource source = EncoderSource.of(NAME, weights().orFile(file));
    Path bundle = cache.resolve("m.zip");
    PixelBatch pixels = new PixelBatch(1, 260, 260, new float[260 * 260 * 3]);
    try (ImageEncoder encoder = source.open(FeatureKind.GRID);
        CaptionNetwork network = ToyBundle.network()) {
      EncoderEntry entry = source.entry(encoder.spec().weightsHash());
      assertEquals(ContentHash.sha256(source.carriedWeights()), entry.sha256());
      assertNull(entry.own());
      assertNull(entry.source());
      ToyBundle.captioner(entry, source.carriedWeights(), network, null).write(bundle);
      try (ImageEncoder again = ModelBundle.read(bundle).openEncoder(weights())) {
        assertEquals(encoder.spec(), again.spec());
        assertEquals(1000, again.classifier().orElseThrow().classes());
        assertArrayEquals(
            encoder.encodeGrid(pixels).values(), again.encodeGrid(pixels).values(), 1e-6f);
      }
    }
    EncoderSource taken = EncoderSource.of(bundle.toString(), weights());
    assertEquals(source.preset(), taken.preset());
    assertArrayEquals(source.carriedWeights(), taken.carriedWeights());
  }

  @Test
  void featuresOfTwoPresetsAreNeverTakenForEachOther() throws IOException {
    Path other = cache.resolve("random.safetensors");
    RandomEncoder.write(other);
    try (ImageEncoder efficient = EncoderSource.of(file.toString()).open(FeatureKind.VECTOR);
        ImageEncoder plain = EncoderSource.of(other.toString()).open(FeatureKind.VECTOR)) {
      assertTrue(plain.classifier().isEmpty());
      for (FeatureKind kind : FeatureKind.values()) {
        FeatureStoreKey key = FeatureStoreKey.of(efficient.spec(), kind);
        assertNotEquals(key, FeatureStoreKey.of(plain.spec(), kind));
      }
    }
  }

  @Test
  void doesNotGoOnLearningAndSaysWhatToDo() throws IOException {
    EncoderSource source = EncoderSource.of(file.toString(), weights());
    String message = assertThrows(ModelBundleException.class, source::weights).getMessage();
    assertTrue(message.contains("plain 3x3 convolutions"), message);
    assertTrue(message.contains("train the captioner alone"), message);
  }

  @Test
  void saysWhereItsWeightsComeFromIfThereAreNone() {
    String message =
        assertThrows(ModelBundleException.class, () -> EncoderSource.of(NAME, weights()))
            .getMessage();
    assertTrue(message.contains("name a file that has them"), message);
    String side =
        assertThrows(ModelBundleException.class, () -> EncoderSource.of(file + "@224", weights()))
            .getMessage();
    assertTrue(side.contains("260x260 pixels"), side);
  }
}
