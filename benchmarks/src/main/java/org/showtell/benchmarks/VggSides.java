package org.showtell.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.PixelBatch;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.vgg.VggNetwork;
import org.showtell.encoder.vgg.VggWeights;

/**
 * VGG's convolutions by Showtell, by ONNX Runtime and by Deeplearning4j's own layers, on the same
 * seeded weights and pixels. All use as many threads as the machine has processors.
 *
 * @param architecture without dense layers
 * @param weights in Showtell's layout
 * @param pixels one photo [1,H,W,3]
 */
record VggSides(VggArchitecture architecture, VggWeights weights, PixelBatch pixels) {
  private static final long SEED = 1;

  /** VGG16, every layer {@code divisor} times narrower. */
  static VggSides vgg16(int divisor) {
    VggArchitecture architecture = VggArchitecture.vgg16("vgg16-notop", false, divisor);
    float[] values = new float[architecture.height() * architecture.width() * 3];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 255 - 115);
    }
    return new VggSides(
        architecture,
        VggWeights.random(architecture, SEED),
        new PixelBatch(1, architecture.height(), architecture.width(), values));
  }

  /** Showtell's encoder: [h,w,D]. */
  GridEncoder showtell() {
    VggNetwork network = new VggNetwork(architecture, Preprocessing.vgg(), weights);
    return new GridEncoder() {
      @Override
      public float[] grid() {
        return network.encodeGrid(pixels).values();
      }

      @Override
      public void close() {
        network.close();
      }
    };
  }

  /** ONNX Runtime: [D,h,w]. */
  GridEncoder onnxRuntime() throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
    OrtSession session = environment.createSession(OnnxVgg.model(architecture, weights), options);
    float[] input = channelsFirst();
    float[] output =
        new float[architecture.gridSize() * architecture.gridHeight() * architecture.gridWidth()];
    return new GridEncoder() {
      @Override
      public float[] grid() {
        long[] shape = {1, 3, architecture.height(), architecture.width()};
        try (OnnxTensor tensor =
                OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
            OrtSession.Result result = session.run(Map.of("pixels", tensor))) {
          ((OnnxTensor) result.get(0)).getFloatBuffer().get(output);
          return output;
        } catch (OrtException e) {
          throw new IllegalStateException("ONNX Runtime cannot run the model", e);
        }
      }

      @Override
      public void close() {
        try {
          session.close();
          options.close();
        } catch (OrtException e) {
          throw new IllegalStateException("ONNX Runtime cannot close the model", e);
        }
      }
    };
  }

  /** Deeplearning4j's layers in a {@code ComputationGraph}: [D,h,w]. */
  GridEncoder deeplearning4j() {
    ComputationGraph graph = new ComputationGraph(configuration());
    graph.init();
    int inputs = VggArchitecture.COLOURS;
    for (ConvLayer layer :
        architecture.stages().stream().flatMap(java.util.List::stream).toList()) {
      float[] kernel = weights.tensors().get(layer.name() + ".weight");
      INDArray turned =
          Nd4j.createFromArray(OnnxVgg.filtersFirst(kernel, inputs, layer.filters()))
              .reshape('c', layer.filters(), inputs, 3, 3);
      graph.setParam(layer.name() + "_W", turned);
      graph.setParam(
          layer.name() + "_b", Nd4j.createFromArray(weights.tensors().get(layer.name() + ".bias")));
      inputs = layer.filters();
    }
    INDArray input =
        Nd4j.createFromArray(channelsFirst())
            .reshape('c', 1, 3, architecture.height(), architecture.width());
    return new GridEncoder() {
      @Override
      public float[] grid() {
        return graph.output(input)[0].dup('c').data().asFloat();
      }

      @Override
      public void close() {
        graph.close();
        input.close();
      }
    };
  }

  private ComputationGraphConfiguration configuration() {
    ComputationGraphConfiguration.GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .activation(Activation.RELU)
            .graphBuilder()
            .addInputs("pixels")
            .setInputTypes(InputType.convolutional(architecture.height(), architecture.width(), 3));
    String before = "pixels";
    for (int s = 0; s < architecture.stages().size(); s++) {
      if (s > 0) {
        String pool = "pool" + s;
        builder.addLayer(
            pool,
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build(),
            before);
        before = pool;
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
    builder.addLayer(
        "grid", new CnnLossLayer.Builder().activation(Activation.IDENTITY).build(), before);
    return builder.setOutputs("grid").build();
  }

  private float[] channelsFirst() {
    int area = pixels.height() * pixels.width();
    float[] turned = new float[3 * area];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < 3; c++) {
        turned[c * area + i] = pixels.values()[i * 3 + c];
      }
    }
    return turned;
  }

  /** One of those that compute the same grid from the same pixels and weights. */
  interface GridEncoder extends AutoCloseable {
    /** The grid of one photo, as is quickest for the encoder: [D,h,w] or [h,w,D]. */
    float[] grid();

    @Override
    void close();
  }
}
