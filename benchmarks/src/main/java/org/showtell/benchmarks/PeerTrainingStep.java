package org.showtell.benchmarks;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * A step of Deeplearning4j's own layers: {@code LSTM} and {@code RnnOutputLayer} with softmax and
 * cross entropy, updated by Adam, {@code fit} on one batch.
 *
 * <p>It is spared what the other side does besides: its inputs are word vectors already, there is
 * no image, no norm is clipped, and its one-hot labels lie ready in memory.
 */
final class PeerTrainingStep implements TrainingStep {
  private final MultiLayerNetwork network;
  private final INDArray[] features = new INDArray[BATCHES]; // each [B, E, T]
  private final INDArray[] labels = new INDArray[BATCHES]; // each [B, V, T], one-hot
  private final int steps; // T
  private int next;

  PeerTrainingStep(TrainingSizes sizes, long seed) {
    steps = sizes.steps();
    network = new MultiLayerNetwork(configuration(sizes, seed));
    network.init();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < BATCHES; i++) {
      features[i] = features(sizes, random);
      labels[i] = labels(sizes, random);
    }
  }

  private static MultiLayerConfiguration configuration(TrainingSizes sizes, long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(DataType.FLOAT)
        .weightInit(WeightInit.XAVIER)
        .updater(new Adam(1e-3))
        .list()
        .layer(
            new LSTM.Builder()
                .nIn(sizes.embedding())
                .nOut(sizes.units())
                .activation(Activation.TANH)
                .build())
        .layer(
            new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(sizes.units())
                .nOut(sizes.vocabulary())
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  private static INDArray features(TrainingSizes sizes, SplittableRandom random) {
    float[] values = new float[sizes.batch() * sizes.embedding() * sizes.steps()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-0.1, 0.1); // as fresh word vectors are
    }
    return Nd4j.createFromArray(values)
        .reshape('c', sizes.batch(), sizes.embedding(), sizes.steps());
  }

  private static INDArray labels(TrainingSizes sizes, SplittableRandom random) {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, sizes.batch(), sizes.vocabulary(), sizes.steps());
    for (int row = 0; row < sizes.batch(); row++) {
      for (int t = 0; t < sizes.steps(); t++) {
        labels.putScalar(row, random.nextInt(sizes.vocabulary()), t, 1);
      }
    }
    return labels;
  }

  @Override
  public double run() {
    network.fit(features[next], labels[next]);
    next = (next + 1) % BATCHES;
    return network.score() / steps; // Deeplearning4j sums over steps and divides by the rows
  }

  @Override
  public long recurrentParameters() {
    return network.numParams();
  }

  @Override
  public void close() {
    network.close();
    for (int i = 0; i < BATCHES; i++) {
      features[i].close();
      labels[i].close();
    }
  }
}
