package org.showtell.decoder.vqa;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.showtell.nn.Check;
import org.showtell.nn.tensor.Dropout;

/**
 * The question attends to places, several times, and what it sees joins it (stacked attention, Yang
 * et al. 2016, eq. 15 to 18). Two things are added for pictures of things that stand left and right
 * of each other. Each position of the grid carries its coordinates (CoordConv, Liu et al. 2018),
 * f_i = [a_i, x, y, x^2, y^2]. And a look is four glances at once, j, so that two things can be
 * compared (as the heads of Vaswani et al. 2017):
 *
 * <pre>
 *   h_i = tanh(f_i K + q_k Q + b)    s_i = h_i S    v_j = sum_i softmax(s_j)_i f_i
 *   q_{k+1} = q_k + tanh([v_1 .. v_4] W + d)
 * </pre>
 *
 * <p>Things are counted by the share of the weights that they take from the ground. A sum of
 * weights without softmax, which could count better, was tried: beside it nothing else was learned
 * for long. A product with the question at the end was tried too: everything came later.
 *
 * <p>What is seen, tanh(drop(q_last) W' + d'), holds the question already.
 */
final class AttendingImagePass implements VqaPass.ImagePass {
  /** Numbers that say where a position is. */
  static final int COORDINATES = 4;

  private final int size; // D
  private final INDArray scale; // [1, D], the standardisation's
  private final INDArray places; // [B*L, D+4]
  private final List<CoordinateAttention> looks = new ArrayList<>();
  private final INDArray last; // [B, C], after dropout
  private final Dropout dropout;
  private final TanhLayer layer;
  private final INDArray weights; // [B, L], of the last look
  private INDArray memoryGradient; // [B*L, D] or null

  /**
   * Looks at standardised grids.
   *
   * @param grid [B*L, D], the caller's
   * @param question [B, C], the caller's
   */
  AttendingImagePass(
      VqaNetwork network,
      INDArray grid,
      int positions,
      INDArray question,
      double probability,
      SplittableRandom random) {
    size = (int) grid.size(1);
    scale = network.parameter(VqaNetwork.SCALE).value();
    try (INDArray coordinates = coordinates(grid.dataType(), (int) question.size(0), positions)) {
      places = Nd4j.concat(1, grid, coordinates);
    }
    INDArray asking = question.dup('c');
    for (int k = 0; k < network.config().image().looks(); k++) {
      CoordinateAttention look =
          new CoordinateAttention(network, VqaNetwork.place(k), places, positions, asking);
      looks.add(look);
      asking = asking.add(look.seen());
    }
    weights = looks.get(looks.size() - 1).weights();
    last = asking;
    dropout = Dropout.apply(last, probability, random);
    layer = new TanhLayer(network, VqaNetwork.image(0), last);
  }

  /** [B*L, 4]: x, y in [-1, 1] and their squares. */
  private static INDArray coordinates(DataType type, int rows, int positions) {
    int side = (int) Math.round(Math.sqrt(positions));
    Check.that(side * side == positions, "The grid must be square", positions + " positions");
    double[] values = new double[rows * positions * COORDINATES];
    for (int i = 0; i < rows * positions; i++) {
      double x = side == 1 ? 0 : 2.0 * (i % positions % side) / (side - 1) - 1;
      double y = side == 1 ? 0 : 2.0 * (i % positions / side) / (side - 1) - 1;
      values[COORDINATES * i] = x;
      values[COORDINATES * i + 1] = y;
      values[COORDINATES * i + 2] = x * x;
      values[COORDINATES * i + 3] = y * y;
    }
    return Nd4j.createFromArray(values)
        .castTo(type)
        .reshape('c', (long) rows * positions, COORDINATES);
  }

  @Override
  public boolean holdsQuestion() {
    return true;
  }

  @Override
  public INDArray seen() {
    return layer.output();
  }

  @Override
  public void backward(INDArray seenGradient, INDArray questionGradient) {
    try (INDArray asking = layer.backward(seenGradient);
        INDArray byPlaces = Nd4j.create(places.dataType(), places.shape(), 'c')) {
      dropout.again(asking);
      for (int k = looks.size() - 1; k >= 0; k--) {
        looks.get(k).backward(asking, byPlaces);
      }
      questionGradient.addi(asking);
      memoryGradient =
          byPlaces
              .get(NDArrayIndex.all(), NDArrayIndex.interval(0, size))
              .mulRowVector(scale)
              .dup('c');
    }
  }

  @Override
  public INDArray weights() {
    return weights;
  }

  @Override
  public INDArray memoryGradient() {
    return memoryGradient;
  }

  @Override
  public void close() {
    layer.close();
    dropout.close();
    last.close();
    weights.close();
    looks.forEach(CoordinateAttention::close);
    places.close();
    if (memoryGradient != null) {
      memoryGradient.close();
    }
  }
}
