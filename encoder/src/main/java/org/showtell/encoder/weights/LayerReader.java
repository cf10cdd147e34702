package org.showtell.encoder.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;
import org.showtell.encoder.weights.KernelLayout.Placement;
import org.showtell.encoder.weights.LayerFile.Facts;
import org.showtell.encoder.weights.LayerFile.Layer;
import org.showtell.encoder.weights.StoredTensor.FloatSink;

/**
 * Reads a preset's layers out of a file of any format: the file's n-th convolution is the network's
 * n-th, and likewise the dense layers. All shapes are checked before any number is read or memory
 * is allocated for it.
 */
public final class LayerReader {
  private final EncoderPreset preset;
  private final VggArchitecture architecture;

  /**
   * @param architecture the preset's network, or the part of it that is needed
   */
  public LayerReader(EncoderPreset preset, VggArchitecture architecture) {
    this.preset = Objects.requireNonNull(preset, "preset");
    this.architecture = Objects.requireNonNull(architecture, "architecture");
  }

  private record Part(String tensor, StoredTensor stored, Placement placement) {}

  /**
   * The tensors by the architecture's names, in its layout and order.
   *
   * @throws ModelFileException if a layer is missing or has another shape, the weights are meant
   *     for other pixels, or a number is not finite
   */
  public Map<String, float[]> read(LayerFile source) throws IOException {
    Facts file = source.facts();
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (Part part : parts(file)) {
      float[] values = new float[Math.toIntExact(part.stored().length())];
      FloatSink sink = part.placement().into(values);
      long[] read = {0};
      part.stored()
          .read(
              (piece, count) -> {
                requireFinite(file, part.stored(), piece, count);
                read[0] += count;
                sink.accept(piece, count);
              });
      if (read[0] != values.length) {
        throw new ModelFileException(
            file.name(),
            "'" + part.stored().name() + "' must have " + values.length + " numbers",
            read[0]);
      }
      tensors.put(part.tensor(), values);
    }
    return tensors;
  }

  private List<Part> parts(Facts file) throws ModelFileException {
    requireOrigin(file);
    List<Layer> convolutions = file.layers().stream().filter(Layer::isConvolution).toList();
    List<Layer> dense = file.layers().stream().filter(Layer::isDense).toList();
    requireCounts(file, convolutions.size(), dense.size());
    List<Part> parts = new ArrayList<>();
    addConvolutions(parts, file, convolutions);
    addDense(parts, file, dense);
    return parts;
  }

  private void addConvolutions(List<Part> parts, Facts file, List<Layer> stored)
      throws ModelFileException {
    int inputs = VggArchitecture.COLOURS;
    int next = 0;
    for (ConvLayer layer : convolutions(architecture)) {
      Placement kernel = file.layout().convolution(VggArchitecture.KERNEL, inputs, layer.filters());
      add(parts, file, layer.name(), stored.get(next++), kernel, layer.filters());
      inputs = layer.filters();
    }
  }

  private void addDense(List<Part> parts, Facts file, List<Layer> stored)
      throws ModelFileException {
    int height = architecture.gridHeight() / 2;
    int width = architecture.gridWidth() / 2;
    int inputs = height * width * architecture.gridSize();
    for (int i = 0; i < architecture.dense().size(); i++) {
      DenseLayer layer = architecture.dense().get(i);
      Placement kernel = file.layout().dense(inputs, layer.units());
      requireShape(file, layer.name(), stored.get(i).kernel(), kernel.shape());
      if (i == 0) {
        int[] order = file.layout().flattening().order(height, width, architecture.gridSize());
        kernel = kernel.withInputs(order, file.layout().unitsFirst());
      }
      add(parts, file, layer.name(), stored.get(i), kernel, layer.units());
      inputs = layer.units();
    }
  }

  private void add(
      List<Part> parts, Facts file, String layer, Layer stored, Placement kernel, int outputs)
      throws ModelFileException {
    requireShape(file, layer, stored.kernel(), kernel.shape());
    requireShape(file, layer, stored.bias(), List.of(outputs));
    parts.add(new Part(layer + ".weight", stored.kernel(), kernel));
    parts.add(new Part(layer + ".bias", stored.bias(), Placement.inOrder(List.of(outputs))));
  }

  private void requireOrigin(Facts file) throws ModelFileException {
    if (file.origin().isPresent() && file.origin().get() != preset.origin()) {
      throw new ModelFileException(
          file.name(),
          preset.name() + " must have " + preset.origin().label() + " weights",
          "%s, which expect other pixels%s"
              .formatted(
                  file.origin().get().label(),
                  suggestion(file, "; the preset ", wantsDense(), " takes them")));
    }
  }

  private void requireCounts(Facts file, int convolutions, int dense) throws ModelFileException {
    int expected = convolutions(architecture).size();
    if (convolutions != expected) {
      throw new ModelFileException(
          file.name(),
          preset.name() + " must have " + expected + " convolutions",
          "%s%s"
              .formatted(
                  convolutions, suggestion(file, "; the preset ", wantsDense(), " has as many")));
    }
    if (dense < architecture.dense().size()) {
      throw new ModelFileException(
          file.name(),
          preset.name() + " must have " + architecture.dense().size() + " dense layers",
          dense + suggestion(file, "; the preset ", false, " takes it, for the grid"));
    }
  }

  private boolean wantsDense() {
    return !architecture.dense().isEmpty();
  }

  private static List<ConvLayer> convolutions(VggArchitecture architecture) {
    return architecture.stages().stream().flatMap(List::stream).toList();
  }

  private void requireShape(Facts file, String layer, StoredTensor stored, List<Integer> expected)
      throws ModelFileException {
    if (!stored.shape().equals(expected)) {
      throw new ModelFileException(
          file.name(),
          "'%s' (%s of %s, %s) must have the shape %s"
              .formatted(stored.name(), layer, preset.name(), file.format(), expected),
          stored.shape());
    }
  }

  private static void requireFinite(Facts file, StoredTensor stored, float[] piece, int count)
      throws ModelFileException {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(piece[i])) {
        throw new ModelFileException(
            file.name(), "'" + stored.name() + "' must be finite", piece[i]);
      }
    }
  }

  /** The preset that such a file is for, in words; nothing if there is none. */
  private static String suggestion(Facts file, String before, boolean dense, String after) {
    long count = file.layers().stream().filter(Layer::isConvolution).count();
    List<EncoderPreset> fitting =
        EncoderPreset.names().stream()
            .map(EncoderPreset::named)
            .filter(other -> file.origin().isEmpty() || file.origin().get() == other.origin())
            .filter(other -> other.architecture() instanceof VggArchitecture)
            .filter(other -> convolutions(other.vgg()).size() == count)
            .toList();
    return fitting.stream()
        .filter(other -> other.vgg().dense().isEmpty() != dense)
        .findFirst()
        .or(() -> fitting.stream().findFirst())
        .map(other -> before + other.name() + after)
        .orElse("");
  }
}
