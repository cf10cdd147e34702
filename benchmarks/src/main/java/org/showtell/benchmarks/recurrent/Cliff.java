package org.showtell.benchmarks.recurrent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.benchmarks.LinePlot;
import org.showtell.decoder.CellType;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.nn.optim.Clipping;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * What clipping does on a cliff (Pascanu et al. 2013, section 2.3 and figure 6): one tanh unit,
 * {@code h_t = tanh(w h_{t-1} + b)}, is to be at 0.7 after 50 steps from 0.9. Where its upper fixed
 * point vanishes, h falls to the lower one, and the loss has a cliff; the best weights lie at its
 * edge. Plain gradient descent goes there with and without a limit of the gradient's norm.
 *
 * <p>Prints both paths and writes loss and gradient as a plot.
 */
public final class Cliff {
  private static final int STEPS = 50;
  private static final double START = 0.9;
  private static final double TARGET = 0.7;
  private static final double RATE = 0.05;
  private static final int UPDATES = 300;

  private Cliff() {}

  /** A place on the way: the weights, their loss, and its gradient's norm before clipping. */
  record Place(double weight, double bias, double loss, double norm) {}

  /** Takes the plot's file (default: cliff.svg). */
  public static void main(String[] arguments) throws IOException {
    Path plot = Path.of(arguments.length > 0 ? arguments[0] : "cliff.svg");
    Map<String, double[]> lines = new LinkedHashMap<>();
    for (double limit : new double[] {Double.POSITIVE_INFINITY, 1}) {
      List<Place> path = path(2, -0.2, limit, UPDATES);
      String name = limit == 1 ? "norm clipped at 1" : "not clipped";
      lines.put("loss, " + name, path.stream().mapToDouble(Place::loss).toArray());
      lines.put("gradient, " + name, path.stream().mapToDouble(Place::norm).toArray());
      System.out.printf("%n%s%n%6s %8s %8s %9s %9s%n", name, "update", "w", "b", "loss", "norm");
      for (int n = 0; n < path.size(); n++) {
        Place place = path.get(n);
        boolean steep = place.norm > 10;
        if (n % 50 == 0 || steep || n == path.size() - 1) {
          System.out.printf(
              Locale.ROOT,
              "%6d %8.3f %8.3f %9.4f %9.3g%n",
              n,
              place.weight,
              place.bias,
              place.loss,
              place.norm);
        }
      }
    }
    Files.writeString(plot, LinePlot.svg("Updates on the edge of a cliff", -6, 4, lines));
  }

  /** Gradient descent from these weights. */
  static List<Place> path(double weight, double bias, double limit, int updates) {
    List<Place> path = new ArrayList<>();
    try (ParameterSet parameters =
            new ParameterSet(
                DataType.DOUBLE,
                CellType.VANILLA.parameters("cell", 1, 1),
                new SplittableRandom(1));
        INDArray inputs = Nd4j.zeros(DataType.DOUBLE, STEPS, 1);
        INDArray start = Nd4j.zeros(DataType.DOUBLE, 1, 1).assign(START)) {
      RecurrentCell cell = CellType.VANILLA.cell("cell", parameters);
      INDArray w = parameters.get("cell.Wh").value();
      INDArray b = parameters.get("cell.b").value();
      w.assign(weight);
      b.assign(bias);
      for (int update = 0; update <= updates; update++) {
        parameters.clearGradients();
        double loss = loss(cell, inputs, start);
        double norm = Clipping.ofNorm(limit).apply(parameters);
        path.add(new Place(w.getDouble(0), b.getDouble(0), loss, norm));
        parameters.values().subi(parameters.gradients().muli(RATE));
      }
    }
    return path;
  }

  /** The squared error after the last step; adds its gradient. */
  private static double loss(RecurrentCell cell, INDArray inputs, INDArray start) {
    try (RecurrentCell.Sequence sequence =
            cell.forward(inputs, STEPS, null, new INDArray[] {start});
        INDArray byHidden = MatrixProduct.zeros(sequence.hidden())) {
      double error = sequence.hidden().getDouble(STEPS - 1, 0) - TARGET;
      byHidden.putScalar(STEPS - 1, 0, 2 * error);
      sequence.backward(byHidden).close();
      return error * error;
    }
  }
}
