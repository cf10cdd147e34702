package org.showtell.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import org.showtell.encoder.weights.TensorType;

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
    Map<String, float[]> weights = VggWeights.random(architecture, SEED).tensors();
    SafetensorsFile.write(
        file, Tensor.all(TensorType.F32, architecture.tensorShapes(), weights), Map.of());
  }
}
