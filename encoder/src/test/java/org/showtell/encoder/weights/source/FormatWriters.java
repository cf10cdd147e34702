package org.showtell.encoder.weights.source;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/**
 * Writes the weights of the zoo's graph in other formats, by array operations that share nothing
 * with the program's own conversions.
 */
final class FormatWriters {
  /** Vertices of the zoo's VGG16 and the names of others for the same layers. */
  private record Names(String vertex, String keras, String torch) {}

  private static final List<Names> NAMES =
      List.of(
          new Names("0", "block1_conv1", "features.0"),
          new Names("1", "block1_conv2", "features.2"),
          new Names("3", "block2_conv1", "features.5"),
          new Names("4", "block2_conv2", "features.7"),
          new Names("6", "block3_conv1", "features.10"),
          new Names("7", "block3_conv2", "features.12"),
          new Names("8", "block3_conv3", "features.14"),
          new Names("10", "block4_conv1", "features.17"),
          new Names("11", "block4_conv2", "features.19"),
          new Names("12", "block4_conv3", "features.21"),
          new Names("14", "block5_conv1", "features.24"),
          new Names("15", "block5_conv2", "features.26"),
          new Names("16", "block5_conv3", "features.28"),
          new Names("18", "fc1", "classifier.0"),
          new Names("19", "fc2", "classifier.3"),
          new Names("20", "predictions", "classifier.6"));

  private FormatWriters() {}

  /** Rows of fc1 from channel, height, width to height, width, channel. */
  private static INDArray channelsLast(INDArray kernel) {
    long channels = kernel.size(0) / 49;
    long units = kernel.size(1);
    return kernel
        .dup('c')
        .reshape('c', channels, 7, 7, units)
        .permute(1, 2, 0, 3)
        .dup('c')
        .reshape('c', kernel.size(0), units);
  }

  private static INDArray keras(ReferenceVgg reference, Names names) {
    INDArray kernel = reference.parameter(names.vertex(), "W");
    if (kernel.rank() == 4) {
      return kernel.permute(2, 3, 1, 0);
    }
    return names.keras().equals("fc1") ? channelsLast(kernel) : kernel;
  }

  private static INDArray torch(ReferenceVgg reference, Names names) {
    INDArray kernel = reference.parameter(names.vertex(), "W");
    return kernel.rank() == 4 ? kernel : kernel.transpose();
  }

  private static float[] values(INDArray array) {
    try (INDArray copy = array.dup('c')) {
      return copy.data().asFloat();
    }
  }

  private static Tensor tensor(INDArray array) {
    int[] shape = new int[array.rank()];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = (int) array.size(d);
    }
    return Tensor.f32(values(array), shape);
  }

  private static Tensor bias(ReferenceVgg reference, Names names) {
    float[] values = values(reference.parameter(names.vertex(), "b"));
    return Tensor.f32(values, values.length);
  }

  /** torchvision's names, layout and order, by name. */
  static LinkedHashMap<String, Tensor> torch(ReferenceVgg reference) {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Names names : NAMES) {
      tensors.put(names.torch() + ".weight", tensor(torch(reference, names)));
      tensors.put(names.torch() + ".bias", bias(reference, names));
    }
    return tensors;
  }

  /** This program's names and layout. */
  static LinkedHashMap<String, Tensor> showtell(ReferenceVgg reference) {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Names names : NAMES) {
      tensors.put(names.keras() + ".weight", tensor(keras(reference, names)));
      tensors.put(names.keras() + ".bias", bias(reference, names));
    }
    return tensors;
  }

  static void safetensors(LinkedHashMap<String, Tensor> tensors, Path file) throws IOException {
    SafetensorsFile.write(file, tensors, Map.of("format", "pt"));
  }

  /** Weights alone, as Keras 1 named them: {@code /fc1/fc1_W_1:0}. */
  static void keras(ReferenceVgg reference, Path file, boolean top) {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      List<String> layers = new ArrayList<>();
      for (Names names : NAMES) {
        INDArray kernel = keras(reference, names);
        if (kernel.rank() == 2 && !top) {
          continue;
        }
        layers.add(names.keras());
        WritableGroup group = hdf.putGroup(names.keras());
        group.putDataset(names.keras() + "_W_1:0", nested(kernel));
        group.putDataset(names.keras() + "_b_1:0", bias(reference, names).values());
      }
      hdf.putAttribute("layer_names", layers.toArray(String[]::new));
    }
  }

  private static Object nested(INDArray kernel) {
    if (kernel.rank() == 2) {
      return kernel.toFloatMatrix();
    }
    float[][][][] nested = new float[(int) kernel.size(0)][(int) kernel.size(1)][][];
    for (int y = 0; y < nested.length; y++) {
      for (int x = 0; x < nested[y].length; x++) {
        nested[y][x] = kernel.slice(y).slice(x).toFloatMatrix();
      }
    }
    return nested;
  }
}
