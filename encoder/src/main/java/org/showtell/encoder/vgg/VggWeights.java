package org.showtell.encoder.vgg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.LayerFile;
import org.showtell.encoder.weights.LayerReader;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import org.showtell.encoder.weights.source.WeightFiles;

/**
 * A network's numbers by tensor name.
 *
 * @param tensors convolutions [3,3,in,out], dense layers [in,out], biases [out], row-major; the
 *     arrays are not copied
 * @param hash SHA-256 that identifies them
 */
public record VggWeights(Map<String, float[]> tensors, String hash) {
  /** Keeps the map's order. */
  public VggWeights {
    tensors = new LinkedHashMap<>(tensors);
    if (hash == null || hash.isBlank()) {
      throw new IllegalArgumentException(
          "weights must have a hash that names them, but got '" + hash + "'");
    }
  }

  /**
   * Reads the tensors that an architecture needs.
   *
   * @throws ModelFileException as {@link SafetensorsFile#finite}
   */
  public static VggWeights read(SafetensorsFile file, VggArchitecture architecture)
      throws IOException {
    return new VggWeights(file.finite(architecture.tensorShapes()), file.sha256());
  }

  /**
   * Reads a preset's weights out of a file of any format (see {@link WeightFiles}), as far as one
   * kind of features needs them: of VGG16's 528 MB a grid takes 56. The hash is that of the numbers
   * in this program's order, the same in whatever file they come.
   *
   * @throws ModelFileException if the file's layers are not the preset's
   */
  public static VggWeights read(Path file, EncoderPreset preset, FeatureKind kind)
      throws IOException {
    VggArchitecture architecture = architecture(preset, kind);
    try (LayerFile layers = WeightFiles.open(file)) {
      Map<String, float[]> tensors = new LayerReader(preset, architecture).read(layers);
      return new VggWeights(tensors, hash(tensors));
    }
  }

  /** The part of a preset's network that features of this kind need. */
  public static VggArchitecture architecture(EncoderPreset preset, FeatureKind kind) {
    return kind == FeatureKind.GRID ? preset.vgg().gridOnly() : preset.vgg();
  }

  /** Numbers that come from no file. */
  public static VggWeights of(Map<String, float[]> tensors) {
    return new VggWeights(tensors, hash(tensors));
  }

  private static String hash(Map<String, float[]> tensors) {
    ContentHash.Running hash = ContentHash.running();
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    int piece = bytes.capacity() / Float.BYTES;
    for (float[] values : tensors.values()) {
      for (int from = 0; from < values.length; from += piece) {
        int count = Math.min(piece, values.length - from);
        bytes.clear().asFloatBuffer().put(values, from, count);
        hash.update(bytes.limit(count * Float.BYTES));
      }
    }
    return hash.hex();
  }

  /**
   * Seeded random weights: normal with variance 2/fan-in, biases zero (He et al. 2015, equation
   * 10).
   */
  public static VggWeights random(VggArchitecture architecture, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> tensors = new LinkedHashMap<>();
    architecture
        .tensorShapes()
        .forEach(
            (name, shape) -> {
              int units = shape.get(shape.size() - 1);
              int length = shape.stream().reduce(1, Math::multiplyExact);
              float[] values = new float[length];
              if (shape.size() > 1) {
                double deviation = Math.sqrt(2.0 * units / length);
                for (int i = 0; i < length; i++) {
                  values[i] = (float) (deviation * random.nextGaussian());
                }
              }
              tensors.put(name, values);
            });
    return new VggWeights(tensors, "random-" + seed);
  }

  /**
   * @throws IllegalArgumentException if the tensor is missing or has another length
   */
  public float[] require(String name, List<Integer> shape) {
    return Tensor.require(tensors, name, shape);
  }
}
