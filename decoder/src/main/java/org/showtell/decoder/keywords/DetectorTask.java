package org.showtell.decoder.keywords;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.layer.Dropout;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Binary cross entropy of every word for itself, summed over the words, mean over the photos; a
 * word that a photo's sentences do not hold counts by the photo's silence.
 */
final class DetectorTask implements TrainingLoop.Task {
  private final Parameter weight; // [F, W]
  private final Parameter bias; // [1, W]
  private final DetectorExamples examples;
  private final float[][] statistics; // [2][F]
  private final double dropout;

  DetectorTask(
      ParameterSet parameters, DetectorExamples examples, float[][] statistics, double dropout) {
    weight = parameters.get("detector.W");
    bias = parameters.get("detector.b");
    this.examples = examples;
    this.statistics = statistics;
    this.dropout = dropout;
  }

  @Override
  public int[] lengths() {
    return new int[examples.size()];
  }

  @Override
  public double[] weights() {
    return examples.draws();
  }

  @Override
  public TrainingLoop.Outcome accumulate(int[] photos, SplittableRandom random) {
    int size = examples.summarySize();
    int words = (int) bias.value().size(1);
    double[] inputs = new double[photos.length * size];
    for (int row = 0; row < photos.length; row++) {
      float[] summary = examples.summaries()[photos[row]];
      for (int i = 0; i < size; i++) {
        inputs[row * size + i] = (summary[i] - statistics[0][i]) * statistics[1][i];
      }
    }
    try (INDArray x = MatrixProduct.matrix(weight.value().dataType(), photos.length, size);
        INDArray logits = MatrixProduct.matrix(x.dataType(), photos.length, words)) {
      write(inputs, x);
      Dropout.apply(x, dropout, random).close(); // nobody asks for the gradient by the inputs
      MatrixProduct.toEachRow(bias.value(), logits, 0);
      MatrixProduct.multiplyAdd(x, weight.value(), logits);
      double loss = lossAndGradient(photos, words, logits);
      MatrixProduct.addWeightGradient(x, logits, weight.gradient());
      MatrixProduct.addColumnSums(logits, bias.gradient());
      return new TrainingLoop.Outcome(loss, photos.length);
    }
  }

  private static void write(double[] values, INDArray target) {
    if (target.dataType() == DataType.FLOAT) {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      HostFloats.write(floats, target);
    } else {
      for (int i = 0; i < values.length; i++) {
        target.data().put(i, values[i]);
      }
    }
  }

  /** Overwrites the logits with the gradient by them. */
  private double lossAndGradient(int[] photos, int words, INDArray logits) {
    double[] values = logits.data().asDouble();
    double loss = 0;
    for (int row = 0; row < photos.length; row++) {
      float silence = examples.silence()[photos[row]];
      boolean[] used = new boolean[words];
      for (int word : examples.words()[photos[row]]) {
        used[word] = true;
      }
      for (int word = 0; word < words; word++) {
        int at = row * words + word;
        double z = values[at];
        double share = used[word] ? 1 : silence;
        // log(1 + e^z) without overflow
        double softplus = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
        loss += share * (softplus - (used[word] ? z : 0));
        values[at] = share * (1 / (1 + Math.exp(-z)) - (used[word] ? 1 : 0)) / photos.length;
      }
    }
    write(values, logits);
    return loss / photos.length;
  }
}
