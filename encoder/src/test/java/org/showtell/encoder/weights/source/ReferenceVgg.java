package org.showtell.encoder.weights.source;

import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.zoo.model.VGG16;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.VggArchitecture;

/**
 * Deeplearning4j's own VGG with seeded weights, run by its own layers.
 *
 * @param graph the network
 * @param format of its input
 * @param gridVertex where the last convolution's output is
 * @param vectorVertex where the second dense layer's output is
 */
record ReferenceVgg(
    ComputationGraph graph, CNN2DFormat format, String gridVertex, String vectorVertex)
    implements AutoCloseable {

  /** The zoo's VGG16 with its own vertices, every layer {@code divisor} times narrower. */
  static ReferenceVgg zoo(int divisor, long seed) {
    ComputationGraphConfiguration conf = VGG16.builder().numClasses(1000).build().conf();
    for (GraphVertex vertex : conf.getVertices().values()) {
      if (vertex instanceof LayerVertex layer
          && layer.getLayerConf().getLayer() instanceof FeedForwardLayer sizes
          && !(layer.getLayerConf().getLayer() instanceof SubsamplingLayer)) {
        sizes.setNIn(sizes.getNIn() == 3 ? 3 : sizes.getNIn() / divisor);
        sizes.setNOut(sizes.getNOut() == 1000 ? 1000 : sizes.getNOut() / divisor);
        if (layer.getPreProcessor() instanceof CnnToFeedForwardPreProcessor flatten) {
          flatten.setNumChannels(512 / divisor);
        }
      }
    }
    return new ReferenceVgg(seeded(conf, seed), CNN2DFormat.NCHW, "16", "19");
  }

  /** A network as an import from Keras gives it, with Keras' names. */
  static ReferenceVgg keras(
      VggArchitecture architecture, CNN2DFormat format, InputPreProcessor flatten, long seed) {
    ComputationGraphConfiguration.GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.RELU)
            .graphBuilder()
            .addInputs("input_1")
            .setInputTypes(InputType.convolutional(224, 224, 3, format));
    String before = "input_1";
    for (int s = 0; s < architecture.stages().size(); s++) {
      for (var layer : architecture.stages().get(s)) {
        builder.addLayer(
            layer.name(),
            new ConvolutionLayer.Builder(3, 3)
                .stride(1, 1)
                .convolutionMode(ConvolutionMode.Same)
                .dataFormat(format)
                .nOut(layer.filters())
                .build(),
            before);
        before = layer.name();
      }
      String pool = "block" + (s + 1) + "_pool";
      builder.addLayer(
          pool,
          new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
              .kernelSize(2, 2)
              .stride(2, 2)
              .dataFormat(format)
              .build(),
          before);
      before = pool;
    }
    builder.addVertex("flatten", new PreprocessorVertex(flatten), before);
    int inputs = 49 * architecture.gridSize();
    before = "flatten";
    for (var layer : architecture.dense()) {
      builder.addLayer(
          layer.name(), new DenseLayer.Builder().nIn(inputs).nOut(layer.units()).build(), before);
      inputs = layer.units();
      before = layer.name();
    }
    builder.addLayer(
        "predictions",
        new OutputLayer.Builder().nIn(inputs).nOut(10).activation(Activation.SOFTMAX).build(),
        before);
    var stages = architecture.stages();
    var last = stages.get(stages.size() - 1);
    return new ReferenceVgg(
        seeded(builder.setOutputs("predictions").build(), seed),
        format,
        last.get(last.size() - 1).name(),
        "fc2");
  }

  /** He's initialisation, with biases that are not zero. */
  private static ComputationGraph seeded(ComputationGraphConfiguration conf, long seed) {
    ComputationGraph graph = new ComputationGraph(conf);
    graph.init();
    Nd4j.getRandom().setSeed(seed);
    for (Map.Entry<String, INDArray> parameter : graph.paramTable().entrySet()) {
      INDArray values = parameter.getValue();
      boolean bias = parameter.getKey().endsWith("_b");
      long outputs = values.rank() == 2 ? values.size(1) : values.size(0);
      double deviation = bias ? 0.1 : Math.sqrt(2.0 * outputs / values.length());
      try (INDArray random = Nd4j.randn(values.shape())) {
        values.assign(random.muli(deviation));
      }
    }
    return graph;
  }

  /** Pixels in the range of VGG's input, [1,224,224,3]. */
  static PixelBatch pixels(long seed) {
    Random random = new Random(seed);
    float[] values = new float[224 * 224 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 255 - 115;
    }
    return new PixelBatch(1, 224, 224, values);
  }

  /**
   * The grid [H,W,D] and the vector of one photo.
   *
   * @param grid after ReLU, before the pool
   * @param vector after ReLU
   */
  record Features(float[] grid, float[] vector) {}

  Features features(PixelBatch pixels) {
    INDArray input = Nd4j.createFromArray(pixels.values()).reshape('c', 1, 224, 224, 3);
    boolean channelsFirst = format == CNN2DFormat.NCHW;
    Map<String, INDArray> activations =
        graph.feedForward(channelsFirst ? input.permute(0, 3, 1, 2).dup('c') : input, false);
    INDArray grid = activations.get(gridVertex);
    return new Features(
        (channelsFirst ? grid.permute(0, 2, 3, 1) : grid).dup('c').data().asFloat(),
        activations.get(vectorVertex).dup('c').data().asFloat());
  }

  /** A kernel or bias of the n-th layer with weights, as the graph has it. */
  INDArray parameter(String vertex, String key) {
    return graph.paramTable().get(vertex + "_" + key);
  }

  @Override
  public void close() {
    graph.close();
  }
}
