package org.showtell.encoder.efficientnet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.FeatureVector;
import org.showtell.encoder.ImageClassifier;
import org.showtell.encoder.PiecewiseEncoder;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;
import org.showtell.encoder.preset.Preprocessing;

/**
 * Runs an EfficientNet of the Lite family forward (Tan and Le 2019): grid [B,L,D] after the last
 * ReLU6, vector [B,D] its mean, class scores from the vector.
 */
public final class EfficientNetNetwork extends PiecewiseEncoder {
  private static final int KERNEL_RANK = 4;

  private final EfficientNetArchitecture architecture;
  private final ImageClassifier classifier;

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
      EfficientNetWeights weights) {
    super(
        architecture,
        preprocessing,
        weights.hash(),
        () -> tensors(architecture, weights),
        largestActivation(architecture),
        3,
        8);
    this.architecture = architecture;
    int classes = architecture.classes();
    int size = architecture.vectorSize();
    this.classifier =
        new DenseClassifier(
            size,
            weights.require("classifier.weight", List.of(classes, size)),
            weights.require("classifier.bias", List.of(classes)));
  }

  /** Kernels [kH,kW,in,out], depthwise ones [kH,kW,channels,1], biases [out]. */
  private static Map<String, INDArray> tensors(
      EfficientNetArchitecture architecture, EfficientNetWeights weights) {
    Map<String, INDArray> tensors = new HashMap<>();
    architecture
        .tensorShapes()
        .forEach(
            (name, shape) -> {
              float[] values = weights.require(name, shape);
              if (shape.size() == KERNEL_RANK) {
                tensors.put(name, kernel(values, shape, name.contains(".depthwise.")));
              } else if (!name.startsWith("classifier.")) {
                tensors.put(name, Nd4j.create(values, new long[] {values.length}, 'c'));
              }
            });
    return tensors;
  }

  /**
   * From [out,in,kH,kW] to [kH,kW,in,out], or to [kH,kW,out,1] where in is 1 by being depthwise.
   */
  private static INDArray kernel(float[] values, List<Integer> shape, boolean depthwise) {
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
    long[] dimensions =
        depthwise
            ? new long[] {shape.get(2), shape.get(3), outputs, 1}
            : new long[] {shape.get(2), shape.get(3), inputs, outputs};
    return Nd4j.create(placed, dimensions, 'c');
  }

  private static long largestActivation(EfficientNetArchitecture architecture) {
    int height =
        EfficientNetArchitecture.strided(
            architecture.height(), EfficientNetArchitecture.STEM_STRIDE);
    int width =
        EfficientNetArchitecture.strided(
            architecture.width(), EfficientNetArchitecture.STEM_STRIDE);
    long largest =
        Math.max(
            (long) architecture.height() * architecture.width() * EfficientNetArchitecture.COLOURS,
            (long) height * width * architecture.stem());
    int inputs = architecture.stem();
    for (MobileBlock block : architecture.blocks()) {
      largest = Math.max(largest, (long) height * width * inputs * block.expansion());
      height = EfficientNetArchitecture.strided(height, block.stride());
      width = EfficientNetArchitecture.strided(width, block.stride());
      largest = Math.max(largest, (long) height * width * block.outputs());
      inputs = block.outputs();
    }
    return Math.max(largest, (long) height * width * architecture.head());
  }

  @Override
  protected void build(Plan plan, boolean dense) {
    plan.convolve(
        "conv2d",
        "stem",
        EfficientNetArchitecture.STEM_KERNEL,
        EfficientNetArchitecture.STEM_STRIDE,
        architecture.stem());
    plan.rectify("relu6");
    for (int i = 0; i < architecture.blocks().size(); i++) {
      String name = "blocks." + i;
      MobileBlock block = architecture.blocks().get(i);
      if (block.isResidual(plan.channels())) {
        plan.residual(() -> add(plan, name, block));
      } else {
        add(plan, name, block);
      }
    }
    plan.convolve("conv2d", "head", 1, 1, architecture.head());
    plan.rectify("relu6");
  }

  private static void add(Plan plan, String name, MobileBlock block) {
    int middle = plan.channels() * block.expansion();
    if (block.expands()) {
      plan.convolve("conv2d", name + ".expand", 1, 1, middle);
      plan.rectify("relu6");
    }
    plan.convolve("depthwise_conv2d", name + ".depthwise", block.kernel(), block.stride(), middle);
    plan.rectify("relu6");
    plan.convolve("conv2d", name + ".project", 1, 1, block.outputs());
  }

  @Override
  public Optional<ImageClassifier> classifier() {
    return Optional.of(classifier);
  }

  @Override
  public FeatureVector encodeVector(PixelBatch pixels) {
    return encodeGrid(pixels).mean();
  }

  /**
   * A dense layer in plain loops. A few images at once share each read of the kernel, which is 5 MB
   * for ImageNet's classes.
   */
  private static final class DenseClassifier implements ImageClassifier {
    private static final int BLOCK = 8; // whose scores stay in the cache

    private final int size;
    private final float[] kernel; // [D,C], so that the inner loop runs over neighbours
    private final float[] bias; // [C]

    /**
     * @param weight [C,D]
     * @param bias [C]
     */
    DenseClassifier(int size, float[] weight, float[] bias) {
      this.size = size;
      this.bias = bias.clone();
      this.kernel = new float[weight.length];
      for (int c = 0; c < bias.length; c++) {
        for (int d = 0; d < size; d++) {
          kernel[d * bias.length + c] = weight[c * size + d];
        }
      }
    }

    @Override
    public int classes() {
      return bias.length;
    }

    @Override
    public float[] logits(float[] vectors) {
      if (vectors.length % size != 0) {
        throw new IllegalArgumentException(
            "vectors must be [B," + size + "], but got " + vectors.length + " numbers");
      }
      int classes = bias.length;
      float[] logits = new float[vectors.length / size * classes];
      int images = vectors.length / size;
      for (int from = 0; from < images; from += BLOCK) {
        float[][] rows = new float[Math.min(BLOCK, images - from)][];
        Arrays.setAll(rows, b -> bias.clone());
        for (int d = 0; d < size; d++) {
          for (int b = 0; b < rows.length; b++) {
            addTo(rows[b], vectors[(from + b) * size + d], d * classes);
          }
        }
        for (int b = 0; b < rows.length; b++) {
          System.arraycopy(rows[b], 0, logits, (from + b) * classes, classes);
        }
      }
      return logits;
    }

    private void addTo(float[] row, float factor, int offset) {
      for (int c = 0; c < row.length; c++) {
        row[c] += factor * kernel[offset + c];
      }
    }
  }
}
