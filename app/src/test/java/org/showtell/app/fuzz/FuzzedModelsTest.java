package org.showtell.app.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ToyBundle;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.encoder.weights.LayerFile;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import org.showtell.encoder.weights.source.WeightFiles;

/** Weights in each format, and bundles. */
class FuzzedModelsTest {
  private static final Path WEIGHTS =
      Path.of("..", "encoder", "src", "test", "resources", "org", "showtell", "encoder", "weights");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> models() throws IOException {
    List<FuzzTarget> targets = new ArrayList<>();
    targets.add(
        FuzzTarget.ofBytes("safetensors", List.of(safetensors()), FuzzedModelsTest::tensors));
    targets.add(FuzzTarget.ofBytes("pth", weights("pth"), FuzzedModelsTest::layers));
    Path pth = WEIGHTS.resolve("torch.pth");
    targets.add(ofPart("pth.pickle", pth, "data.pkl", FuzzedModelsTest::layers));
    targets.add(FuzzTarget.ofBytes("h5", weights("h5"), FuzzedModelsTest::layers));

    Path bundle = folder.resolve("toy.zip");
    ToyBundle.write(bundle);
    targets.add(
        FuzzTarget.ofBytes(
            "bundle.zip", List.of(Files.readAllBytes(bundle)), FuzzedModelsTest::bundle));
    for (String part : entries(bundle).keySet()) {
      targets.add(ofPart("bundle." + part, bundle, part, FuzzedModelsTest::bundle));
    }
    return FuzzBudget.tests(targets.stream());
  }

  private static List<byte[]> weights(String kind) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(WEIGHTS)) {
      for (Path file : all.filter(f -> f.toString().endsWith("." + kind)).sorted().toList()) {
        files.add(Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static byte[] safetensors() throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a.weight", Tensor.f32(new float[] {1, 2, 3, 4}, 2, 2));
    tensors.put("b.bias", Tensor.f16(new float[] {1, 2}, 2));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsFile.write(out, tensors, Map.of("made_by", "a test"));
    return out.toByteArray();
  }

  private static void tensors(Path path) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      for (String name : file.names()) {
        file.floats(name, file.shape(name));
      }
      file.sha256();
    }
  }

  private static void layers(Path path) throws Exception {
    try (LayerFile file = WeightFiles.open(path)) {
      for (LayerFile.Layer layer : file.facts().layers()) {
        layer.kernel().read((values, count) -> {});
        layer.bias().read((values, count) -> {});
      }
    }
  }

  private static void bundle(Path path) throws IOException {
    ModelBundle bundle = ModelBundle.read(path);
    bundle.preset();
    bundle.vocabulary();
    bundle.card();
    try (CaptionNetwork network = bundle.openCaptioner()) {
      network.config();
    }
  }

  /** A zip file of which only one part is changed; the rest of it is sound. */
  private FuzzTarget ofPart(String name, Path zip, String part, FuzzTarget.Reader reader)
      throws IOException {
    Map<String, byte[]> sound = entries(zip);
    String entry = sound.keySet().stream().filter(e -> e.endsWith(part)).findFirst().orElseThrow();
    return FuzzTarget.ofBytes(
        name,
        List.of(sound.get(entry)),
        changed -> {
          Map<String, byte[]> all = new LinkedHashMap<>(sound);
          all.put(entry, Files.readAllBytes(changed));
          Path whole = folder.resolve("whole.zip");
          try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(whole))) {
            for (Map.Entry<String, byte[]> file : all.entrySet()) {
              out.putNextEntry(stored(file.getKey(), file.getValue()));
              out.write(file.getValue());
            }
          }
          reader.read(whole);
        });
  }

  /** PyTorch's parts are not compressed. */
  private static ZipEntry stored(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    return entry;
  }

  private static Map<String, byte[]> entries(Path zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }
}
