package org.showtell.benchmarks.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.efficientnet.EfficientNetWeights;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;
import org.showtell.encoder.vgg.VggWeights;

/**
 * An encoder by ONNX Runtime with all its optimisations, on a model written for the purpose with
 * the weights that Showtell runs on, and as many threads.
 */
public final class OnnxEncoder {
  private OnnxEncoder() {}

  /** VGG: the grid, or the last dense layer's vector where the architecture has dense layers. */
  public static Side vgg(VggArchitecture architecture, VggWeights weights, PixelBatch pixels)
      throws IOException, OrtException {
    Path folder = Files.createTempDirectory("onnx");
    try (OnnxModel model = new OnnxModel(folder)) {
      Map<String, float[]> tensors = weights.tensors();
      int inputs = VggArchitecture.COLOURS;
      for (int s = 0; s < architecture.stages().size(); s++) {
        if (s > 0) {
          model.pool();
        }
        for (ConvLayer layer : architecture.stages().get(s)) {
          float[] kernel = tensors.get(layer.name() + ".weight");
          model.convolve(
              filtersFirst(kernel, inputs, layer.filters()),
              tensors.get(layer.name() + ".bias"),
              VggArchitecture.KERNEL,
              1,
              1,
              1,
              1,
              1,
              1);
          model.relu();
          inputs = layer.filters();
        }
      }
      if (!architecture.dense().isEmpty()) {
        model.pool();
        model.flatten();
        for (DenseLayer layer : architecture.dense()) {
          model.dense(tensors.get(layer.name() + ".weight"), tensors.get(layer.name() + ".bias"));
          model.relu();
        }
      }
      return side(model, folder, pixels, architecture.dense().isEmpty() ? inputs : 0);
    }
  }

  /** EfficientNet's grid. */
  public static Side efficientNet(
      EfficientNetArchitecture architecture, EfficientNetWeights weights, PixelBatch pixels)
      throws IOException, OrtException {
    Path folder = Files.createTempDirectory("onnx");
    try (OnnxModel model = new OnnxModel(folder)) {
      int side = architecture.height();
      convolve(model, weights, "stem", EfficientNetArchitecture.STEM_KERNEL, 2, 1, side);
      model.relu6();
      side = EfficientNetArchitecture.strided(side, EfficientNetArchitecture.STEM_STRIDE);
      int inputs = architecture.stem();
      for (int i = 0; i < architecture.blocks().size(); i++) {
        MobileBlock block = architecture.blocks().get(i);
        String name = "blocks." + i;
        String before = model.current();
        int middle = inputs * block.expansion();
        if (block.expands()) {
          convolve(model, weights, name + ".expand", 1, 1, 1, side);
          model.relu6();
        }
        convolve(model, weights, name + ".depthwise", block.kernel(), block.stride(), middle, side);
        model.relu6();
        side = EfficientNetArchitecture.strided(side, block.stride());
        convolve(model, weights, name + ".project", 1, 1, 1, side);
        if (block.isResidual(inputs)) {
          model.add(before);
        }
        inputs = block.outputs();
      }
      convolve(model, weights, "head", 1, 1, 1, side);
      model.relu6();
      return side(model, folder, pixels, architecture.head());
    }
  }

  /** With TensorFlow's SAME padding: an odd pixel goes to the right and the bottom. */
  private static void convolve(
      OnnxModel model,
      EfficientNetWeights weights,
      String layer,
      int kernel,
      int stride,
      int groups,
      int side) {
    int padding =
        Math.max(0, (EfficientNetArchitecture.strided(side, stride) - 1) * stride + kernel - side);
    int before = padding / 2;
    int after = padding - before;
    model.convolve(
        weights.tensors().get(layer + ".weight"),
        weights.tensors().get(layer + ".bias"),
        kernel,
        stride,
        groups,
        before,
        before,
        after,
        after);
  }

  /**
   * @param channels of a grid; 0 for a vector, whose layout is everyone's
   */
  private static Side side(OnnxModel model, Path folder, PixelBatch pixels, int channels)
      throws OrtException, IOException {
    Path file = model.write(pixels.batch(), pixels.height(), pixels.width());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
    OrtSession session = environment.createSession(file.toString(), options);
    for (Path written : List.of(file, folder.resolve("weights.bin"), folder)) {
      Files.deleteIfExists(written); // the session keeps what it has mapped
    }
    float[] input = Side.channelsFirst(pixels.values(), pixels.batch(), PixelBatch.CHANNELS);
    long[] shape = {pixels.batch(), PixelBatch.CHANNELS, pixels.height(), pixels.width()};
    UnaryOperator<float[]> turn =
        channels == 0
            ? UnaryOperator.identity()
            : grid -> Side.channelsLast(grid, pixels.batch(), channels);
    return Side.of(
        "ONNX Runtime " + environment.getVersion(),
        () -> run(environment, session, FloatBuffer.wrap(input), shape),
        turn,
        () -> close(session, options));
  }

  private static float[] run(
      OrtEnvironment environment, OrtSession session, FloatBuffer input, long[] shape) {
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
        OrtSession.Result result = session.run(Map.of(OnnxModel.INPUT, tensor))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] output = new float[values.remaining()];
      values.get(output);
      return output;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot run the model", e);
    }
  }

  private static void close(OrtSession session, OrtSession.SessionOptions options) {
    try {
      session.close();
      options.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close the model", e);
    }
  }

  /** [3,3,in,out] to [out,in,3,3]. */
  static float[] filtersFirst(float[] kernel, int inputs, int filters) {
    int area = VggArchitecture.KERNEL * VggArchitecture.KERNEL;
    float[] turned = new float[kernel.length];
    for (int k = 0; k < area; k++) {
      for (int i = 0; i < inputs; i++) {
        for (int f = 0; f < filters; f++) {
          turned[(f * inputs + i) * area + k] = kernel[(k * inputs + i) * filters + f];
        }
      }
    }
    return turned;
  }
}
