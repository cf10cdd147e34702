package org.showtell.encoder.efficientnet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import org.showtell.encoder.weights.TensorType;

/**
 * A network's numbers by tensor name, in the layout of the published file: convolutions
 * [out,in,kH,kW], depthwise ones [channels,1,kH,kW], the classifier [classes,D], biases [out].
 *
 * @param tensors row-major; the arrays are not copied
 * @param hash SHA-256 that identifies them
 */
public record EfficientNetWeights(Map<String, float[]> tensors, String hash) {
  /** Keeps the map's order. */
  public EfficientNetWeights {
    tensors = new LinkedHashMap<>(tensors);
    if (hash == null || hash.isBlank()) {
      throw new IllegalArgumentException(
          "weights must have a hash that names them, but got '" + hash + "'");
    }
  }

  /**
   * Reads the tensors that an architecture needs; the hash is the file's.
   *
   * @throws ModelFileException as {@link SafetensorsFile#finite}
   */
  public static EfficientNetWeights read(
      SafetensorsFile file, EfficientNetArchitecture architecture) throws IOException {
    return new EfficientNetWeights(file.finite(architecture.tensorShapes()), file.sha256());
  }

  /** Whether a file's tensors have this family's names. */
  public static boolean areIn(SafetensorsFile file) {
    return file.has(EfficientNetArchitecture.TELLING_TENSOR);
  }

  /** A safetensors file in half precision, reproducible to the byte. */
  public byte[] half(EfficientNetArchitecture architecture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsFile.write(
        out,
        Tensor.all(TensorType.F16, architecture.tensorShapes(), tensors),
        Map.of("format", "showtell"));
    return out.toByteArray();
  }

  /**
   * Seeded random weights: kernels normal with variance 2/fan-in (He et al. 2015, equation 10),
   * biases a tenth of a normal number.
   */
  public static EfficientNetWeights random(EfficientNetArchitecture architecture, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> tensors = new LinkedHashMap<>();
    architecture
        .tensorShapes()
        .forEach(
            (name, shape) -> {
              int length = shape.stream().reduce(1, Math::multiplyExact);
              double deviation =
                  shape.size() == 1 ? 0.1 : Math.sqrt(2.0 * shape.get(0) / (double) length);
              float[] values = new float[length];
              for (int i = 0; i < length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
              }
              tensors.put(name, values);
            });
    return new EfficientNetWeights(tensors, "random-" + seed);
  }

  /**
   * @throws IllegalArgumentException if the tensor is missing or has another length
   */
  public float[] require(String name, List<Integer> shape) {
    return Tensor.require(tensors, name, shape);
  }
}
