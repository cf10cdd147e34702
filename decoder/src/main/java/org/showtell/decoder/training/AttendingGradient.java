package org.showtell.decoder.training;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.AttentionObjective;
import org.showtell.attention.AttentionPass;
import org.showtell.attention.SentenceOutcomes;
import org.showtell.attention.tensor.HostFloats;
import org.showtell.attention.tensor.MatrixProduct;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.cell.CellGradients;
import org.showtell.decoder.cell.CellSequence;

/**
 * Loss and gradient of a network that attends (Xu et al. 2015): the mean of the grid gives the
 * first state, each step looks at the grid with the hidden state before it, and word, state and
 * context together give the next word.
 */
final class AttendingGradient {
  private final CaptionNetwork network;
  private final DecoderConfig config;
  private final double labelSmoothing;
  private final AttentionObjective objective;
  private float[] standardised = new float[0]; // the last batch's features

  AttendingGradient(CaptionNetwork network, double labelSmoothing, AttentionObjective objective) {
    this.network = network;
    this.config = network.config();
    this.labelSmoothing = labelSmoothing;
    this.objective = objective;
  }

  /**
   * What a pass gave.
   *
   * @param logLoss mean negative log-likelihood per target token, in nats
   * @param attentionLoss what the attention's objective added to it
   */
  record Losses(double logLoss, double attentionLoss) {
    double total() {
      return logLoss + attentionLoss;
    }
  }

  /**
   * Both ways, or forward only.
   *
   * @param weights of the sentences, [B], or null where all count the same
   * @param asked receives the gradient by the features before they were standardised, [B*L, D]; or
   *     null
   */
  Losses pass(
      CaptionBatch batch,
      double dropout,
      SplittableRandom random,
      boolean backward,
      float[] weights,
      FeatureGradient asked) {
    DataType type = network.parameters().dataType();
    int rows = batch.rows();
    int length = batch.memory().length;
    standardised = standardised.length == length ? standardised : new float[length];
    VisualMemory features = network.standardised(memory(batch), standardised);
    int positions = features.positions();
    try (INDArray grid = array(features.values(), (long) rows * positions, type);
        INDArray vector = array(network.vector(features).values(), rows, type);
        INDArray inputs =
            MatrixProduct.matrix(type, batch.inputs().length, config.embeddingSize());
        InitialStatePass initial = new InitialStatePass(network, vector);
        InjectionPass injection = new InjectionPass(network, vector)) {
      Embedding embedding = new Embedding(network.parameter("embedding"));
      embedding.gather(batch.inputs(), inputs);
      try (GridPass seen = new GridPass(network, grid, dropout, random);
          Dropout inputDropout = Dropout.apply(inputs, dropout, random);
          AttentionPass looks =
              network
                  .attention()
                  .pass(
                      network.attention().remember(seen.seen(), positions), batch.steps(), random);
          ContextFeedback context =
              new ContextFeedback(network, looks, seen.seen(), batch.steps(), rows);
          CellSequence sequence =
              network
                  .cell()
                  .forward(inputs, batch.steps(), injection.injected(), initial.state(), context);
          DeepOutputPass output =
              new DeepOutputPass(
                  network, sequence.hidden(), inputs, context.contexts(), dropout, random)) {
        double[] logLikelihoods = new double[rows];
        double logLoss =
            SoftmaxCrossEntropy.lossAndGradient(
                output.logits(),
                batch.targets(),
                batch.targetCount(),
                labelSmoothing,
                logLikelihoods);
        if (weights != null) {
          SoftmaxCrossEntropy.weigh(output.logits(), weights);
        }
        double attentionLoss =
            looks.loss(objective, new SentenceOutcomes(batch.lengths(), logLikelihoods));
        if (backward) {
          try (INDArray hiddenGradient = output.backward(context.contextGradients());
              CellGradients gradients = sequence.backward(hiddenGradient)) {
            gradients.inputs().addi(output.wordGradient());
            inputDropout.again(gradients.inputs());
            embedding.scatter(batch.inputs(), gradients.inputs());
            try (INDArray vectorGradient = asked == null ? null : zeros(vector);
                INDArray gridGradient = asked == null ? null : zeros(grid)) {
              injection.backward(gradients.injected(), vectorGradient);
              initial.backward(gradients.initial(), vectorGradient);
              if (seen.learnt() || asked != null) {
                backward(looks, context, seen, gridGradient);
              }
              if (asked != null) {
                standardisedBackward(gridGradient, vectorGradient, positions);
                asked.take(gridGradient);
              }
            }
          }
        }
        return new Losses(logLoss, attentionLoss);
      }
    }
  }

  private static INDArray zeros(INDArray like) {
    return Nd4j.create(like.dataType(), like.shape(), 'c');
  }

  /** Through what the words looked at, to the standardised grid if it is asked for. */
  private static void backward(
      AttentionPass looks, ContextFeedback context, GridPass seen, INDArray gridGradient) {
    try (INDArray gradient = looks.gridGradient(context.contextGradients())) {
      if (seen.learnt()) {
        seen.backward(gradient, gridGradient);
      } else {
        gridGradient.assign(gradient);
      }
    }
  }

  /**
   * From the standardised grid and its mean to the grid: {@code scale * (g_i + vectorScale * v /
   * L)}, in place.
   *
   * @param grid [B*L, D]
   * @param vector [B, D]
   */
  private void standardisedBackward(INDArray grid, INDArray vector, int positions) {
    float[] scale = network.parameters().copyOf("memory.scale");
    float[] vectorScale = network.parameters().copyOf("memory.vectorScale");
    double[] byGrid = grid.data().asDouble();
    double[] byVector = vector.data().asDouble();
    int size = scale.length;
    for (int i = 0; i < byGrid.length; i++) {
      int d = i % size;
      int photo = i / size / positions;
      byGrid[i] = scale[d] * (byGrid[i] + vectorScale[d] * byVector[photo * size + d] / positions);
    }
    try (INDArray result = Nd4j.createFromArray(byGrid)) {
      grid.assign(result.reshape('c', grid.shape()));
    }
  }

  private VisualMemory memory(CaptionBatch batch) {
    int size = config.memorySize();
    if (batch.memory().length != (long) batch.rows() * batch.positions() * size) {
      throw new IllegalArgumentException(
          "Expected features ["
              + batch.rows()
              + ","
              + batch.positions()
              + ","
              + size
              + "] but got "
              + batch.memory().length
              + " values");
    }
    return new VisualMemory(batch.rows(), batch.positions(), size, batch.memory());
  }

  private INDArray array(float[] values, long rows, DataType type) {
    INDArray floats = MatrixProduct.matrix(DataType.FLOAT, rows, config.memorySize());
    HostFloats.write(values, floats); // Nd4j.createFromArray copies number by number
    if (type == DataType.FLOAT) {
      return floats;
    }
    try (floats) {
      return floats.castTo(type);
    }
  }
}
