package org.showtell.app.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.RandomEncoder;
import org.showtell.app.bundle.ModelManifest.EncoderEntry;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import org.showtell.encoder.weights.source.ZooCache;

class EncoderWeightsTest {
  private static final EncoderPreset VGG16 = EncoderPreset.named("vgg16");
  private static final String USUAL = "vgg16_weights_tf_dim_ordering_tf_kernels.h5";

  @TempDir private static Path shared;
  @TempDir private Path cache;

  private static Path halves;
  private static Path ones;

  /** The grid's layers of vgg16, all numbers alike. */
  @BeforeAll
  static void writeWeights() throws IOException {
    halves = write("halves.safetensors", 0.5f);
    ones = write("ones.safetensors", 1);
  }

  private static Path write(String name, float value) throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    VGG16
        .vgg()
        .gridOnly()
        .tensorShapes()
        .forEach(
            (tensor, shape) -> {
              int[] sizes = shape.stream().mapToInt(Integer::intValue).toArray();
              float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
              java.util.Arrays.fill(values, value);
              tensors.put(tensor, Tensor.f16(values, sizes));
            });
    Path file = shared.resolve(name);
    SafetensorsFile.write(file, tensors, Map.of());
    return file;
  }

  private EncoderWeights weights() {
    return new EncoderWeights(null, new WeightCache(cache), new ZooCache(cache.resolve("zoo")));
  }

  private Path put(String name) throws IOException {
    Path folder = Files.createDirectories(cache.resolve("weights/vgg16"));
    return Files.writeString(folder.resolve(name), "weights");
  }

  @Test
  void namesTheOneCommandThatFetchesThem() {
    ModelBundleException error =
        assertThrows(ModelBundleException.class, () -> weights().find(VGG16, null));
    assertTrue(
        error.getMessage().endsWith("showtell models download vgg16 fetches them"),
        error.getMessage());
    // A model that was trained with the usual file needs no other.
    assertEquals(
        error.getMessage(),
        assertThrows(ModelBundleException.class, () -> weights().find(VGG16, USUAL)).getMessage());
  }

  @Test
  void namesTheFileThatAModelWasTrainedWith() {
    ModelBundleException error =
        assertThrows(ModelBundleException.class, () -> weights().find(VGG16, "mine.safetensors"));
    assertEquals(
        "the weights of its encoder vgg16, mine.safetensors, are not on this machine; put that file"
            + " into "
            + cache.resolve("weights/vgg16"),
        error.getMessage());
  }

  @Test
  void theUsersFileGoesBeforeTheModelsOwnAndThatBeforeTheUsual() throws IOException {
    Path other = put("any.pth");
    assertEquals(other, weights().find(VGG16, null));
    Path usual = put(USUAL);
    put(USUAL + ".part");
    assertEquals(usual, weights().find(VGG16, null));
    Path own = put("mine.safetensors");
    assertEquals(own, weights().find(VGG16, "mine.safetensors"));
    Path named = halves;
    assertEquals(named, weights().orFile(named).find(VGG16, "mine.safetensors"));
  }

  @Test
  void namesAFileThatIsNotThereAndAnEncoderThatIsNone() {
    Path missing = cache.resolve("missing.h5");
    assertEquals(
        missing + ": there is no such file with the weights of vgg16",
        assertThrows(
                ModelBundleException.class,
                () -> EncoderSource.of("vgg16", weights().orFile(missing)))
            .getMessage());
    assertTrue(
        assertThrows(ModelBundleException.class, () -> EncoderSource.of("vgg61", weights()))
            .getMessage()
            .startsWith(
                "No encoder \"vgg61\": it is neither a model's file nor one of"
                    + " efficientnet-lite2, vgg16,"));
  }

  @Test
  void photosMayHaveAnotherSideForAnEncoderThatAModelCarries() throws IOException {
    Path file = cache.resolve("plain.safetensors");
    RandomEncoder.write(file);
    EncoderSource source = EncoderSource.of(file + "@160", weights());
    try (ImageEncoder encoder = source.open(FeatureKind.GRID)) {
      assertEquals(10, encoder.spec().gridWidth());
      assertEquals(160, source.entry(encoder.spec().weightsHash()).own().size());
    }
    String odd =
        assertThrows(ModelBundleException.class, () -> EncoderSource.of(file + "@100", weights()))
            .getMessage();
    assertTrue(odd.contains("multiple of 16, but got 100"), odd);
    String dense =
        assertThrows(
                ModelBundleException.class,
                () -> EncoderSource.of("vgg16@112", weights().orFile(halves)))
            .getMessage();
    assertTrue(dense.startsWith("vgg16@112: photos may have another size"), dense);
    String lite =
        assertThrows(ModelBundleException.class, () -> EncoderSource.of("starter@224"))
            .getMessage();
    assertTrue(lite.contains("260x260 pixels"), lite);
  }

  @Test
  void findsWhatTheZooOnceDownloadedAndChecksIt() throws IOException {
    Path file = cache.resolve("zoo/models/vgg16/vgg16_dl4j_inference.zip");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "half a download");
    IOException error = assertThrows(IOException.class, () -> weights().find(VGG16, null));
    assertTrue(
        error.getMessage().contains("the zoo's file must have the Adler-32 3501732770, but got"),
        error.getMessage());
  }

  @Test
  void aModelThatDoesNotCarryItsWeightsOpensWithTheSameOnesOnly() throws IOException {
    EncoderSource source = EncoderSource.of("vgg16", weights().orFile(halves));
    assertNull(source.carriedWeights());
    Path bundle = cache.resolve("m.zip");
    try (ImageEncoder encoder = source.open(FeatureKind.GRID);
        CaptionNetwork network = ToyBundle.attending()) {
      EncoderEntry entry = source.entry(encoder.spec().weightsHash());
      assertEquals("halves.safetensors", entry.source());
      ToyBundle.captioner(entry, source.carriedWeights(), network, null).write(bundle);
    }
    assertTrue(Files.size(bundle) < 100_000);
    ModelBundle model = ModelBundle.read(bundle);
    model.openEncoder(weights().orFile(halves)).close();
    assertTrue(
        assertThrows(ModelBundleException.class, () -> model.openEncoder(weights().orFile(ones)))
            .getMessage()
            .contains("m.zip was trained with other weights of vgg16 than "));
    assertTrue(
        assertThrows(ModelBundleException.class, () -> model.openEncoder(weights()))
            .getMessage()
            .contains("m.zip: the weights of its encoder vgg16, halves.safetensors, are not"));
    assertTrue(model.card().contains("its weights are not in here: halves.safetensors"));
  }
}
