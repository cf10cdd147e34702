package org.showtell.benchmarks.peer;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.vgg.VggWeights;

/** VGG by Deeplearning4j's own layers in a {@code ComputationGraph}. */
public final class Deeplearning4jVgg {
  private static final String OUTPUT = "output";

  private Deeplearning4jVgg() {}

  /** The grid, or the last dense layer's vector where the architecture has dense layers. */
  public static Side of(VggArchitecture architecture, VggWeights weights, PixelBatch pixels) {
    ComputationGraph graph = new ComputationGraph(configuration(architecture));
    graph.init();
    Map<String, float[]> tensors = weights.tensors();
    int inputs = VggArchitecture.COLOURS;
    for (ConvLayer layer : architecture.stages().stream().flatMap(List::stream).toList()) {
      float[] kernel = tensors.get(layer.name() + ".weight");
      float[] turned = OnnxEncoder.filtersFirst(kernel, inputs, layer.filters());
      set(graph, tensors, layer.name(), turned, layer.filters(), inputs, 3, 3);
      inputs = layer.filters();
    }
    int area = architecture.gridHeight() / 2 * (architecture.gridWidth() / 2);
    for (VggArchitecture.DenseLayer layer : architecture.dense()) {
      float[] weight = tensors.get(layer.name() + ".weight");
      int rows = weight.length / layer.units();
      // Its rows follow the pooled grid, which is channels first here.
      boolean first = layer == architecture.dense().get(0);
      float[] placed = first ? channelRows(weight, inputs, area) : weight;
      set(graph, tensors, layer.name(), placed, rows, layer.units());
    }
    INDArray input =
        Nd4j.createFromArray(
                Side.channelsFirst(pixels.values(), pixels.batch(), PixelBatch.CHANNELS))
            .reshape('c', pixels.batch(), 3, pixels.height(), pixels.width());
    boolean grid = architecture.dense().isEmpty();
    int channels = inputs;
    return Side.of(
        "Deeplearning4j",
        () -> graph.output(input)[0].dup('c').data().asFloat(),
        values -> grid ? Side.channelsLast(values, pixels.batch(), channels) : values,
        () -> {
          graph.close();
          input.close();
        });
  }

  /** Rows in the order area, channel to rows in the order channel, area. */
  private static float[] channelRows(float[] weight, int channels, int area) {
    int units = weight.length / channels / area;
    float[] placed = new float[weight.length];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < channels; c++) {
        System.arraycopy(weight, (i * channels + c) * units, placed, (c * area + i) * units, units);
      }
    }
    return placed;
  }

  private static void set(
      ComputationGraph graph,
      Map<String, float[]> tensors,
      String layer,
      float[] weight,
      int... shape) {
    long[] sizes = java.util.Arrays.stream(shape).asLongStream().toArray();
    graph.setParam(layer + "_W", Nd4j.createFromArray(weight).reshape('c', sizes));
    graph.setParam(layer + "_b", Nd4j.createFromArray(tensors.get(layer + ".bias")));
  }

  private static ComputationGraphConfiguration configuration(VggArchitecture architecture) {
    ComputationGraphConfiguration.GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.RELU)
            .graphBuilder()
            .addInputs("pixels")
            .setInputTypes(InputType.convolutional(architecture.height(), architecture.width(), 3));
    String before = "pixels";
    for (int s = 0; s < architecture.stages().size(); s++) {
      if (s > 0) {
        before = pool(builder, "pool" + s, before);
      }
      for (ConvLayer layer : architecture.stages().get(s)) {
        builder.addLayer(
            layer.name(),
            new ConvolutionLayer.Builder(3, 3)
                .stride(1, 1)
                .convolutionMode(ConvolutionMode.Same)
                .nOut(layer.filters())
                .build(),
            before);
        before = layer.name();
      }
    }
    if (architecture.dense().isEmpty()) {
      builder.addLayer(
          OUTPUT, new CnnLossLayer.Builder().activation(Activation.IDENTITY).build(), before);
    } else {
      before = pool(builder, "pool", before);
      for (VggArchitecture.DenseLayer layer : architecture.dense()) {
        builder.addLayer(
            layer.name(), new DenseLayer.Builder().nOut(layer.units()).build(), before);
        before = layer.name();
      }
      builder.addLayer(
          OUTPUT, new LossLayer.Builder().activation(Activation.IDENTITY).build(), before);
    }
    return builder.setOutputs(OUTPUT).build();
  }

  private static String pool(
      ComputationGraphConfiguration.GraphBuilder builder, String name, String before) {
    builder.addLayer(
        name,
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(2, 2)
            .stride(2, 2)
            .build(),
        before);
    return name;
  }
}
