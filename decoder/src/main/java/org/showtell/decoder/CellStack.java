package org.showtell.decoder;

import java.util.ArrayList;
import java.util.List;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.cell.StackedCell;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

/**
 * The recurrent layers of a caption network: {@code cell.*} is the lowest one, {@code cell2.*} the
 * one above it. With more than one the image enters at the second, the factored form.
 */
final class CellStack {
  private CellStack() {}

  private static String name(int layer) {
    return layer == 0 ? "cell" : "cell" + (layer + 1);
  }

  /** The layer at which the image vector enters, from 0. */
  private static int entry(DecoderConfig config) {
    return config.layers() == 1 ? 0 : StackedCell.FACTORED_ENTRY;
  }

  /** The name of the bias that is added to the same sum as the injected vector. */
  static String entryBias(DecoderConfig config) {
    return name(entry(config)) + ".b";
  }

  static List<ParameterSpec> parameters(DecoderConfig config) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      int inputs = layer == 0 ? config.embeddingSize() : config.units();
      specs.addAll(config.cell().parameters(name(layer), inputs, config.units()));
    }
    return specs;
  }

  static RecurrentCell cell(DecoderConfig config, ParameterSet parameters) {
    if (config.layers() == 1) {
      return config.cell().cell(name(0), parameters);
    }
    List<RecurrentCell> layers = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      layers.add(config.cell().cell(name(layer), parameters));
    }
    return new StackedCell(layers, entry(config));
  }
}
