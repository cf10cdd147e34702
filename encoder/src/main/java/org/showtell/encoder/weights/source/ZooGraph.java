package org.showtell.encoder.weights.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.weights.KernelLayout;
import org.showtell.encoder.weights.ModelFileException;

/** What a graph's configuration says of its layers, before there are any numbers. */
final class ZooGraph {
  /**
   * A layer with weights.
   *
   * @param kernel its shape: [out,in,kH,kW] or [in,out]
   */
  record ZooLayer(String name, List<Integer> kernel, List<Integer> bias) {}

  private final String file;
  private final ComputationGraphConfiguration configuration;
  private final List<ZooLayer> layers = new ArrayList<>();
  private CNN2DFormat format = CNN2DFormat.NCHW;
  private String firstDense;
  private long parameters;

  /** Reads the vertices in the order of a forward pass. */
  ZooGraph(String file, ComputationGraphConfiguration configuration, ComputationGraph graph) {
    this.file = file;
    this.configuration = configuration;
    Map<Integer, String> names = graph.calculateIndices().getIdxToName();
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = configuration.getVertices().get(names.get(index));
      if (vertex instanceof LayerVertex layer) {
        add(names.get(index), layer.getLayerConf().getLayer());
        parameters += layer.numParams(false);
      }
    }
  }

  private void add(String name, Layer layer) {
    if (layer instanceof SubsamplingLayer) {
      return;
    }
    if (layer instanceof ConvolutionLayer convolution) {
      if (convolution.getCnn2dDataFormat() != null) {
        format = convolution.getCnn2dDataFormat();
      }
      int[] kernel = convolution.getKernelSize();
      layers.add(
          new ZooLayer(
              name,
              List.of(outputs(layer), inputs(layer), kernel[0], kernel[1]),
              List.of(outputs(layer))));
    } else if (layer instanceof DenseLayer || layer instanceof BaseOutputLayer) {
      firstDense = firstDense == null ? name : firstDense;
      layers.add(
          new ZooLayer(name, List.of(inputs(layer), outputs(layer)), List.of(outputs(layer))));
    }
  }

  private static int inputs(Layer layer) {
    return Math.toIntExact(((FeedForwardLayer) layer).getNIn());
  }

  private static int outputs(Layer layer) {
    return Math.toIntExact(((FeedForwardLayer) layer).getNOut());
  }

  /** Convolutions and dense layers, in order. */
  List<ZooLayer> layers() {
    return layers;
  }

  long parameters() {
    return parameters;
  }

  /**
   * The order in which the first dense layer takes the grid: a grid that holds the index of each of
   * its numbers is sent through the graph's own preprocessors.
   */
  KernelLayout.Flattening flattening() {
    return (height, width, channels) -> {
      int length = height * width * channels;
      try (INDArray grid = indices(height, width, channels)) {
        INDArray row = grid;
        for (InputPreProcessor step : stepsToDense()) {
          row = step.preProcess(row, 1, LayerWorkspaceMgr.noWorkspaces());
        }
        float[] values = row.dup('c').data().asFloat();
        int[] order = new int[values.length];
        boolean[] seen = new boolean[length];
        for (int i = 0; i < values.length; i++) {
          order[i] = (int) values[i];
          seen[Math.floorMod(order[i], length)] = true;
        }
        for (boolean each : seen) {
          if (!each || values.length != length) {
            throw new ModelFileException(
                file,
                "its first dense layer must take each number of the grid once",
                "another order");
          }
        }
        return order;
      } catch (RuntimeException e) {
        throw new ModelFileException(
            file,
            "its first dense layer must take a grid of " + height + "x" + width + "x" + channels,
            e.getMessage());
      }
    };
  }

  /** [1,C,H,W] or [1,H,W,C], as the graph has it, of the index in H,W,C; exact up to 2^24. */
  private INDArray indices(int height, int width, int channels) {
    try (INDArray range = Nd4j.arange(height * width * channels)) {
      INDArray grid = range.reshape('c', 1, height, width, channels);
      return format == CNN2DFormat.NHWC ? grid.dup('c') : grid.permute(0, 3, 1, 2).dup('c');
    }
  }

  /** What turns the last pool's grid into the first dense layer's row, in order. */
  private List<InputPreProcessor> stepsToDense() {
    List<InputPreProcessor> steps = new ArrayList<>();
    String name = firstDense;
    while (name != null) {
      GraphVertex vertex = configuration.getVertices().get(name);
      InputPreProcessor step = null;
      if (vertex instanceof PreprocessorVertex preprocessor) {
        step = preprocessor.getPreProcessor();
      } else if (vertex instanceof LayerVertex layer) {
        if (layer.getLayerConf().getLayer() instanceof SubsamplingLayer) {
          break;
        }
        step = layer.getPreProcessor();
      }
      if (step != null) {
        steps.add(0, step);
      }
      List<String> inputs = configuration.getVertexInputs().get(name);
      name = inputs == null || inputs.isEmpty() ? null : inputs.get(0);
    }
    return steps;
  }
}
