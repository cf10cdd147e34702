package org.showtell.decoder.training;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.AttentionObjective;
import org.showtell.attention.AttentionPass;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Embedding;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.decoder.layer.ContextFeedback;
import org.showtell.decoder.layer.DeepOutputPass;
import org.showtell.decoder.layer.Dropout;
import org.showtell.decoder.layer.FeatureGradient;
import org.showtell.decoder.layer.InitialStatePass;
import org.showtell.decoder.layer.InjectionPass;
import org.showtell.decoder.layer.MemoryPass;
import org.showtell.decoder.layer.SoftmaxCrossEntropy;
import org.showtell.nn.tensor.MatrixProduct;

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

  /** Both ways, or forward only, with the mean over the batch's own tokens. */
  Losses pass(
      CaptionBatch batch,
      double dropout,
      SplittableRandom random,
      boolean backward,
      float[] weights,
      FeatureGradient asked) {
    return pass(batch, dropout, random, backward, batch.targetCount(), weights, asked);
  }

  /**
   * Both ways, or forward only.
   *
   * @param targets number of tokens that the loss is the mean over: the batch's own, or more where
   *     another batch belongs to the same step
   * @param weights of the sentences, [B], or null where all count the same
   * @param asked receives the gradient by the features before they were standardised, [B*L, D]; or
   *     null
   */
  Losses pass(
      CaptionBatch batch,
      double dropout,
      SplittableRandom random,
      boolean backward,
      int targets,
      float[] weights,
      FeatureGradient asked) {
    DataType type = network.parameters().dataType();
    int rows = batch.rows();
    int length = batch.memory().length;
    if (length > 0 && standardised.length != length) {
      standardised = new float[length];
    }
    VisualMemory features =
        network.standardised(memory(batch), length == 0 ? new float[0] : standardised);
    try (INDArray inputs =
            MatrixProduct.matrix(type, batch.inputs().length, config.embeddingSize());
        MemoryPass memory = new MemoryPass(network, batch, features, dropout, random);
        InitialStatePass initial = new InitialStatePass(network, memory.vector());
        InjectionPass injection = new InjectionPass(network, memory.vector())) {
      Embedding embedding = new Embedding(network.parameter("embedding"));
      embedding.gather(batch.inputs(), inputs);
      try (Dropout inputDropout = Dropout.apply(inputs, dropout, random);
          AttentionPass looks =
              network
                  .attention()
                  .pass(
                      network.attention().remember(memory.attended(), memory.places()),
                      batch.steps(),
                      random);
          ContextFeedback context =
              new ContextFeedback(network, looks, memory.attended(), batch.steps(), rows);
          RecurrentCell.Sequence sequence =
              network
                  .cell()
                  .forward(inputs, batch.steps(), injection.injected(), initial.state(), context);
          DeepOutputPass output =
              new DeepOutputPass(
                  network,
                  sequence.hidden(),
                  inputs,
                  context.contexts(),
                  memory,
                  dropout,
                  random)) {
        double[] logLikelihoods = new double[rows];
        double logLoss =
            SoftmaxCrossEntropy.lossAndGradient(
                output.logits(), batch.targets(), targets, labelSmoothing, logLikelihoods);
        if (weights != null) {
          SoftmaxCrossEntropy.weigh(output.logits(), weights);
        }
        double attentionLoss =
            looks.loss(objective, new AttentionObjective.Outcomes(batch.lengths(), logLikelihoods));
        if (backward) {
          try (INDArray hiddenGradient = output.backward(context.contextGradients());
              RecurrentCell.Gradients gradients = sequence.backward(hiddenGradient)) {
            gradients.inputs().addi(output.wordGradient());
            inputDropout.again(gradients.inputs());
            embedding.scatter(batch.inputs(), gradients.inputs());
            boolean byVector = asked != null || memory.vectorLearnt();
            try (INDArray vectorGradient = byVector ? zeros(memory.vector()) : null) {
              injection.backward(gradients.injected(), vectorGradient);
              initial.backward(gradients.initial(), vectorGradient);
              if (memory.learnt() || asked != null) {
                try (INDArray gradient = looks.gridGradient(context.contextGradients())) {
                  memory.backward(gradient, vectorGradient, asked);
                }
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

  private VisualMemory memory(CaptionBatch batch) {
    int size = config.memorySize();
    if (config.semantic() != null && batch.words() == null) {
      throw new IllegalArgumentException(
          "Expected detected words beside the features, which this network attends to, but got"
              + " none");
    }
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
    return new VisualMemory(batch.rows(), batch.positions(), size, batch.memory(), batch.words());
  }
}
