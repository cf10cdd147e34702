package org.showtell.decoder.training;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Embedding;
import org.showtell.decoder.Injection;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.decoder.layer.Dropout;
import org.showtell.decoder.layer.FeatureGradient;
import org.showtell.decoder.layer.InitialStatePass;
import org.showtell.decoder.layer.InjectionPass;
import org.showtell.decoder.layer.SoftmaxCrossEntropy;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Loss and gradient of a batch of captions: the forward pass of a {@link CaptionNetwork} and its
 * back-propagation through time.
 *
 * <p>What does not depend on the recurrence runs over all T*B tokens at once: the input projection,
 * the vocabulary layer and its softmax, and the weight gradients.
 */
public final class CaptionGradient {
  private final CaptionNetwork network;
  private final DecoderConfig config;
  private final double labelSmoothing;
  private final AttendingGradient attending; // null without attention

  /** The gradient of this network with the usual objective of attention. */
  public CaptionGradient(CaptionNetwork network, double labelSmoothing) {
    this(network, labelSmoothing, AttentionObjective.defaults());
  }

  /**
   * The gradient of this network.
   *
   * @param labelSmoothing in [0, 1)
   * @param attention what is asked of attention, for a network that has it
   */
  public CaptionGradient(
      CaptionNetwork network, double labelSmoothing, AttentionObjective attention) {
    this.network = network;
    this.config = network.config();
    this.labelSmoothing = labelSmoothing;
    attending = config.attends() ? new AttendingGradient(network, labelSmoothing, attention) : null;
  }

  /**
   * Adds the gradient of the batch's mean loss to the network's gradients.
   *
   * @param dropout of this pass; 0 for a check or an evaluation
   * @param random draws the dropout masks
   * @return mean negative log-likelihood per target token, in nats
   */
  public double accumulate(CaptionBatch batch, double dropout, SplittableRandom random) {
    return accumulate(batch, dropout, random, null);
  }

  /**
   * The same with the gradient by the batch's features: [B, D] of a network that reads vectors,
   * [B*L, D] of one that attends.
   *
   * @param features receives it; null if nobody asks
   */
  public double accumulate(
      CaptionBatch batch, double dropout, SplittableRandom random, FeatureGradient features) {
    return accumulate(batch, dropout, random, batch.targetCount(), features);
  }

  /**
   * The same for a batch that is a part of a step.
   *
   * @param targets tokens of all parts, which the loss is divided by
   * @return this part's share of the mean loss
   */
  double accumulate(
      CaptionBatch batch,
      double dropout,
      SplittableRandom random,
      int targets,
      FeatureGradient features) {
    return attending == null
        ? pass(batch, dropout, random, true, targets, null, features)
        : attending.pass(batch, dropout, random, true, targets, null, features).logLoss();
  }

  /**
   * Adds the gradient of {@code -sum_b w_b log p(sentence b)} over the number of tokens: with
   * rewards as weights, the estimate of REINFORCE (Williams 1992).
   *
   * @param weights [B]
   * @return mean negative log-likelihood per target token, in nats, unweighted
   */
  double accumulateWeighted(CaptionBatch batch, float[] weights) {
    SplittableRandom random = new SplittableRandom(0);
    return attending == null
        ? pass(batch, 0, random, true, batch.targetCount(), weights, null)
        : attending.pass(batch, 0, random, true, batch.targetCount(), weights, null).logLoss();
  }

  /** The mean loss without dropout; gradients stay as they are. */
  public double loss(CaptionBatch batch) {
    SplittableRandom random = new SplittableRandom(0);
    return attending == null
        ? pass(batch, 0, random, false, batch.targetCount(), null, null)
        : attending.pass(batch, 0, random, false, batch.targetCount(), null, null).logLoss();
  }

  private double pass(
      CaptionBatch batch,
      double dropout,
      SplittableRandom random,
      boolean backward,
      int targets,
      float[] weights,
      FeatureGradient features) {
    DataType type = network.parameters().dataType();
    int rows = batch.rows();
    boolean imageFirst = config.injection() == Injection.FIRST_INPUT;
    int lead = imageFirst ? rows : 0; // rows of the image step before START
    int steps = batch.steps() + (imageFirst ? 1 : 0);
    try (INDArray v = memory(batch, type);
        INDArray inputs = MatrixProduct.matrix(type, (long) steps * rows, config.embeddingSize());
        InitialStatePass initial = new InitialStatePass(network, v);
        InjectionPass injection = new InjectionPass(network, v)) {
      Embedding embedding = new Embedding(network.parameter("embedding"));
      INDArray words = MatrixProduct.rows(inputs, lead, batch.inputs().length);
      embedding.gather(batch.inputs(), words);
      if (imageFirst) {
        INDArray image = MatrixProduct.rows(inputs, 0, rows);
        MatrixProduct.multiply(v, network.parameter("image.W").value(), image);
        image.addiRowVector(network.parameter("image.b").value());
      }
      try (Dropout inputDropout = Dropout.apply(inputs, dropout, random);
          RecurrentCell.Sequence sequence =
              network.cell().forward(inputs, steps, injection.injected(), initial.state());
          INDArray hidden =
              MatrixProduct.rows(sequence.hidden(), lead, batch.targets().length).dup('c');
          Dropout hiddenDropout = Dropout.apply(hidden, dropout, random);
          INDArray logits =
              MatrixProduct.matrix(type, batch.targets().length, config.vocabularySize())) {
        outputLayer(hidden, logits);
        double loss =
            SoftmaxCrossEntropy.lossAndGradient(
                logits, batch.targets(), targets, labelSmoothing, new double[rows]);
        if (weights != null) {
          SoftmaxCrossEntropy.weigh(logits, weights);
        }
        if (backward) {
          try (INDArray hiddenGradient =
                  outputBackward(hidden, logits, hiddenDropout, lead, sequence.hidden());
              RecurrentCell.Gradients gradients = sequence.backward(hiddenGradient)) {
            inputDropout.again(gradients.inputs());
            embedding.scatter(
                batch.inputs(), MatrixProduct.rows(gradients.inputs(), lead, words.size(0)));
            try (INDArray vGradient = features == null ? null : zeros(v)) {
              injection.backward(gradients.injected(), vGradient);
              firstInputBackward(v, gradients, rows, vGradient);
              initial.backward(gradients.initial(), vGradient);
              if (features != null) {
                features.take(vGradient);
              }
            }
          }
        }
        return loss;
      }
    }
  }

  private static INDArray zeros(INDArray like) {
    return Nd4j.create(like.dataType(), like.shape(), 'c');
  }

  private INDArray memory(CaptionBatch batch, DataType type) {
    if (batch.memory().length != batch.rows() * config.memorySize()) {
      throw new IllegalArgumentException(
          "Expected features of size "
              + config.memorySize()
              + " for "
              + batch.rows()
              + " rows but got "
              + batch.memory().length
              + " values");
    }
    INDArray flat = Nd4j.createFromArray(batch.memory());
    INDArray shaped = flat.reshape('c', batch.rows(), config.memorySize());
    return type == DataType.FLOAT ? shaped : shaped.castTo(type);
  }

  private void outputLayer(INDArray hidden, INDArray logits) {
    MatrixProduct.toEachRow(network.parameter("output.b").value(), logits, 0);
    MatrixProduct.multiplyAdd(hidden, network.parameter("output.W").value(), logits);
  }

  /** Gradient by every step's h; the image step before START, if any, has none of its own. */
  private INDArray outputBackward(
      INDArray hidden, INDArray delta, Dropout dropout, int lead, INDArray allHidden) {
    Parameter weight = network.parameter("output.W");
    MatrixProduct.addWeightGradient(hidden, delta, weight.gradient());
    MatrixProduct.addColumnSums(delta, network.parameter("output.b").gradient());
    INDArray all = MatrixProduct.matrix(hidden.dataType(), allHidden.size(0), allHidden.size(1));
    if (lead > 0) {
      MatrixProduct.rows(all, 0, lead).assign(0);
    }
    INDArray words = MatrixProduct.rows(all, lead, hidden.size(0));
    MatrixProduct.inputGradient(delta, weight.value(), words, 0);
    dropout.again(words);
    return all;
  }

  private void firstInputBackward(
      INDArray v, RecurrentCell.Gradients gradients, int rows, INDArray vGradient) {
    if (config.injection() == Injection.FIRST_INPUT) {
      INDArray image = MatrixProduct.rows(gradients.inputs(), 0, rows);
      MatrixProduct.addWeightGradient(v, image, network.parameter("image.W").gradient());
      MatrixProduct.addColumnSums(image, network.parameter("image.b").gradient());
      if (vGradient != null) {
        MatrixProduct.inputGradient(image, network.parameter("image.W").value(), vGradient, 1);
      }
    }
  }
}
