package org.showtell.encoder.weights.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.Preprocessing.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing.ResizeRule;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;
import org.showtell.encoder.preset.VggArchitecture.VectorSource;
import org.showtell.encoder.preset.WeightOrigin;

/** The network whose weights {@code make.py} writes with the formats' own libraries. */
final class Toy {
  static final VggArchitecture ARCHITECTURE =
      new VggArchitecture(
          "toy",
          8,
          8,
          List.of(
              List.of(new ConvLayer("block1_conv1", 4)),
              List.of(new ConvLayer("block2_conv1", 5), new ConvLayer("block2_conv2", 6))),
          List.of(new DenseLayer("fc1", 7), new DenseLayer("fc2", 3)),
          VectorSource.DENSE);

  private Toy() {}

  static EncoderPreset preset(WeightOrigin origin) {
    return preset(ARCHITECTURE, origin);
  }

  static EncoderPreset preset(VggArchitecture architecture, WeightOrigin origin) {
    Preprocessing preprocessing =
        new Preprocessing(
            architecture.width(),
            architecture.height(),
            ResizeRule.SQUASH,
            ChannelOrder.RGB,
            new float[3],
            new float[] {1, 1, 1});
    return new EncoderPreset(
        architecture.name(), architecture, preprocessing, origin, List.of(), "none");
  }

  /** The numbers as {@code make.py} has them. */
  static Map<String, float[]> expected() {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    ARCHITECTURE
        .tensorShapes()
        .forEach(
            (name, shape) -> {
              float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = ((7 * i + 3 * tensors.size()) % 64 - 32) / 64f;
              }
              tensors.put(name, values);
            });
    return tensors;
  }

  static byte[] content(String resource) throws IOException {
    try (InputStream in = Toy.class.getResourceAsStream("../" + resource)) {
      return in.readAllBytes();
    }
  }

  /** The resource as a file whose name tells nothing. */
  static Path file(Path folder, String resource) throws IOException {
    return Files.write(folder.resolve("weights"), content(resource));
  }
}
