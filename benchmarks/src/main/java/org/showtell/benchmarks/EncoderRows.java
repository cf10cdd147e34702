package org.showtell.benchmarks;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.benchmarks.peer.Deeplearning4jVgg;
import org.showtell.benchmarks.peer.OnnxEncoder;
import org.showtell.benchmarks.peer.PyTorch;
import org.showtell.benchmarks.peer.Side;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.efficientnet.EfficientNetNetwork;
import org.showtell.encoder.efficientnet.EfficientNetWeights;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;

/** From the pixels of a batch to its features, on the same weights. */
final class EncoderRows {
  private static final long SEED = 1;
  private static final String UNIT = "ms per photo";

  private EncoderRows() {}

  /**
   * VGG16's grid or its fc2 vector, on seeded weights (He et al. 2015, equation 10).
   *
   * @param divisor every layer is so many times narrower: 1 for VGG16
   */
  static List<Row> vgg16(String name, FeatureKind kind, int batch, int divisor, Table table)
      throws IOException, OrtException {
    VggArchitecture architecture =
        VggArchitecture.vgg16("vgg16", kind == FeatureKind.VECTOR, divisor);
    VggWeights weights = VggWeights.random(architecture, SEED);
    PixelBatch pixels = pixels(batch, architecture.height(), architecture.width(), 75);
    VggNetwork network = new VggNetwork(architecture, Preprocessing.vgg(), weights);
    List<Side> sides = new ArrayList<>();
    try {
      sides.add(Side.of("Showtell", () -> network.encode(pixels, kind).values(), network::close));
      if (table.peers("onnx")) {
        sides.add(OnnxEncoder.vgg(architecture, weights, pixels));
      }
      if (table.peers("dl4j") && (batch == 1 || !table.isQuick())) {
        sides.add(Deeplearning4jVgg.of(architecture, weights, pixels));
      }
      if (table.peers("python")) {
        for (String type : List.of("fp32", "bf16")) {
          sides.add(
              PyTorch.vgg(
                  table.python(), table.peerProgram(), type, architecture, weights, pixels));
        }
      }
      return new Comparison(name, UNIT, batch).measure(table.effort(), sides);
    } finally {
      sides.forEach(Side::close);
    }
  }

  /** The grid of the encoder that ships. */
  static List<Row> starter(String name, int batch, Table table) throws IOException, OrtException {
    EncoderSource source = EncoderSource.of(ModelCatalog.STARTER);
    EncoderPreset preset = source.preset();
    EfficientNetArchitecture architecture = (EfficientNetArchitecture) preset.architecture();
    try (SafetensorsFile file = SafetensorsFile.read(source.carriedWeights(), preset.name())) {
      return efficientNet(
          name, batch, architecture, EfficientNetWeights.read(file, architecture), table);
    }
  }

  static List<Row> efficientNet(
      String name,
      int batch,
      EfficientNetArchitecture architecture,
      EfficientNetWeights weights,
      Table table)
      throws IOException, OrtException {
    PixelBatch pixels = pixels(batch, architecture.height(), architecture.width(), 1);
    ImageEncoder network =
        new EfficientNetNetwork(
            architecture, Preprocessing.imagenet(architecture.height()), weights);
    List<Side> sides = new ArrayList<>();
    try {
      sides.add(Side.of("Showtell", () -> network.encodeGrid(pixels).values(), network::close));
      if (table.peers("onnx")) {
        sides.add(OnnxEncoder.efficientNet(architecture, weights, pixels));
      }
      return new Comparison(name, UNIT, batch).measure(table.effort(), sides);
    } finally {
      sides.forEach(Side::close);
    }
  }

  /** Normal numbers: the time does not depend on what an image shows. */
  private static PixelBatch pixels(int batch, int height, int width, double deviation) {
    float[] values = new float[batch * height * width * PixelBatch.CHANNELS];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return new PixelBatch(batch, height, width, values);
  }
}
