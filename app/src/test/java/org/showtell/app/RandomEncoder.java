package org.showtell.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/**
 * The small VGG-style network with weights that were drawn: it tells plain colours apart, and does
 * so whatever the model that ships has.
 */
public final class RandomEncoder {
  private static final long SEED = 5;

  private RandomEncoder() {}

  /** Writes the weights. */
  public static void write(Path file) throws IOException {
    VggArchitecture architecture = EncoderPreset.named("small-vgg").vgg();
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    VggWeights.random(architecture, SEED)
        .tensors()
        .forEach(
            (name, values) ->
                tensors.put(
                    name,
                    Tensor.f32(
                        values,
                        architecture.tensorShapes().get(name).stream()
                            .mapToInt(Integer::intValue)
                            .toArray())));
    SafetensorsFile.write(file, tensors, Map.of());
  }
}
