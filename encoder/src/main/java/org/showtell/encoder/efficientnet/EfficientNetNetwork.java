package org.showtell.encoder.efficientnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.ImageClassifier;
import org.showtell.encoder.NetworkEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.network.Activation;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.encoder.network.Layer;
import org.showtell.encoder.network.Layer.Convolution;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Runs an EfficientNet of the Lite family forward (Tan and Le 2019): grid [B,L,D] after the last
 * ReLU6, vector [B,D] its mean, class scores from the vector.
 */
public final class EfficientNetNetwork extends NetworkEncoder {
  private static final int KERNEL_RANK = 4;

  private final ImageClassifier classifier;

  /**
   * With the fastest engine of this machine that keeps 32 bits: in 16, the linear bottlenecks lose
   * too much (cosine 0.997 between the vectors of a photo, and other words in one caption of
   * three).
   */
  public EfficientNetNetwork(
      EfficientNetArchitecture architecture,
      Preprocessing preprocessing,
      EfficientNetWeights weights) {
    this(architecture, preprocessing, weights, ForwardEngine.fastestOf32Bits());
  }

  /**
   * Copies the weights into native memory.
   *
   * @param preprocessing what the pixels must have gone through; passed on in {@link #spec()}
   * @throws IllegalArgumentException if a tensor is missing or has another size, or the
   *     preprocessing gives another input size
   */
  public EfficientNetNetwork(
      EfficientNetArchitecture architecture,
      Preprocessing preprocessing,
      EfficientNetWeights weights,
      ForwardEngine engine) {
    super(
        architecture,
        preprocessing,
        weights.hash(),
        engine,
        layers(architecture),
        List.of(),
        tensors(architecture, weights));
    int classes = architecture.classes();
    int size = architecture.vectorSize();
    this.classifier =
        new DenseClassifier(
            size,
            weights.require("classifier.weight", List.of(classes, size)),
            weights.require("classifier.bias", List.of(classes)));
  }

  /** Kernels [kH,kW,in,out], depthwise ones [kH,kW,channels,1], biases [out]. */
  private static Function<String, float[]> tensors(
      EfficientNetArchitecture architecture, EfficientNetWeights weights) {
    Map<String, List<Integer>> shapes = architecture.tensorShapes();
    return name -> {
      List<Integer> shape = shapes.get(name);
      float[] values = weights.require(name, shape);
      return shape.size() == KERNEL_RANK ? kernel(values, shape) : values;
    };
  }

  /**
   * From [out,in,kH,kW] to [kH,kW,in,out], which is [kH,kW,out,1] where in is 1 by being depthwise.
   */
  private static float[] kernel(float[] values, List<Integer> shape) {
    int outputs = shape.get(0);
    int inputs = shape.get(1);
    int area = shape.get(2) * shape.get(3);
    float[] placed = new float[values.length];
    int from = 0;
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        for (int k = 0; k < area; k++) {
          placed[(k * inputs + i) * outputs + o] = values[from++];
        }
      }
    }
    return placed;
  }

  private static List<Layer> layers(EfficientNetArchitecture architecture) {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Convolution(
            "stem",
            EfficientNetArchitecture.STEM_KERNEL,
            EfficientNetArchitecture.STEM_STRIDE,
            architecture.stem(),
            false,
            Activation.RELU6));
    int channels = architecture.stem();
    for (int i = 0; i < architecture.blocks().size(); i++) {
      MobileBlock block = architecture.blocks().get(i);
      List<Layer> body = block("blocks." + i, block, channels);
      if (block.isResidual(channels)) {
        layers.add(new Layer.Residual(body));
      } else {
        layers.addAll(body);
      }
      channels = block.outputs();
    }
    layers.add(new Convolution("head", 1, 1, architecture.head(), false, Activation.RELU6));
    return layers;
  }

  private static List<Layer> block(String name, MobileBlock block, int channels) {
    List<Layer> layers = new ArrayList<>();
    int middle = channels * block.expansion();
    if (block.expands()) {
      layers.add(new Convolution(name + ".expand", 1, 1, middle, false, Activation.RELU6));
    }
    layers.add(
        new Convolution(
            name + ".depthwise", block.kernel(), block.stride(), middle, true, Activation.RELU6));
    layers.add(new Convolution(name + ".project", 1, 1, block.outputs(), false, Activation.NONE));
    return layers;
  }

  @Override
  public Optional<ImageClassifier> classifier() {
    return Optional.of(classifier);
  }

  @Override
  public FeatureVector encodeVector(PixelBatch pixels) {
    return encodeGrid(pixels).mean();
  }

  /** A dense layer, one product for all vectors. Its weights are freed with the last reader. */
  private static final class DenseClassifier implements ImageClassifier {
    private final int size;
    private final INDArray kernel; // [D,C]
    private final INDArray bias; // [1,C]

    /**
     * @param weight [C,D]
     * @param bias [C]
     */
    DenseClassifier(int size, float[] weight, float[] bias) {
      this.size = size;
      this.bias = HostFloats.matrix(bias, 1, bias.length);
      float[] turned = new float[weight.length];
      for (int c = 0; c < bias.length; c++) {
        for (int d = 0; d < size; d++) {
          turned[d * bias.length + c] = weight[c * size + d];
        }
      }
      kernel = HostFloats.matrix(turned, size, bias.length);
    }

    @Override
    public int classes() {
      return (int) bias.length();
    }

    @Override
    public float[] logits(float[] vectors) {
      if (vectors.length % size != 0) {
        throw new IllegalArgumentException(
            "vectors must be [B," + size + "], but got " + vectors.length + " numbers");
      }
      int images = vectors.length / size;
      try (INDArray rows = HostFloats.matrix(vectors, images, size);
          INDArray logits = MatrixProduct.matrix(DataType.FLOAT, images, classes())) {
        MatrixProduct.toEachRow(bias, logits, 0);
        MatrixProduct.multiplyAdd(rows, kernel, logits);
        return HostFloats.copy(logits);
      }
    }
  }
}
