package org.showtell.app.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/**
 * Which encoder to train with or to take features from.
 *
 * @param preset architecture and preprocessing
 * @param weights the weight file as a bundle carries it
 * @param sha256 hash of the weight file
 */
public record EncoderSource(EncoderPreset preset, byte[] weights, String sha256) {

  /**
   * What {@code --encoder} names.
   *
   * @param choice the name of a shipped model, a bundle whose encoder is taken, or a safetensors
   *     file with the starter's weights
   */
  public static EncoderSource of(String choice) throws IOException {
    Path path = Path.of(choice);
    if (choice.endsWith(".safetensors")) {
      return ofStarterWeights(path);
    }
    ModelBundle bundle = ModelCatalog.open(choice);
    return new EncoderSource(
        bundle.preset(), bundle.encoderWeights(), bundle.manifest().encoder().sha256());
  }

  /** Keeps what the architecture needs, in half precision. */
  private static EncoderSource ofStarterWeights(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new ModelBundleException(file + ": no such file; expected the encoder's weights");
    }
    EncoderPreset preset = EncoderPreset.named(ModelCatalog.STARTER);
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    try (SafetensorsFile source = SafetensorsFile.open(file)) {
      for (Map.Entry<String, List<Integer>> tensor :
          preset.architecture().tensorShapes().entrySet()) {
        int[] shape = tensor.getValue().stream().mapToInt(Integer::intValue).toArray();
        tensors.put(
            tensor.getKey(), Tensor.f16(source.floats(tensor.getKey(), tensor.getValue()), shape));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsFile.write(out, tensors, Map.of("format", "showtell"));
    byte[] weights = out.toByteArray();
    return new EncoderSource(preset, weights, ContentHash.sha256(weights));
  }

  /** The encoder; the caller closes it. */
  public ImageEncoder open() throws IOException {
    try (SafetensorsFile file = SafetensorsFile.read(weights, preset.name())) {
      return new VggNetwork(
          preset.architecture(),
          preset.preprocessing(),
          VggWeights.read(file, preset.architecture()));
    }
  }
}
