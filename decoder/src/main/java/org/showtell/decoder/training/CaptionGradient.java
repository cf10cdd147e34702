package org.showtell.decoder.training;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Embedding;
import org.showtell.decoder.Injection;
import org.showtell.decoder.cell.RecurrentCell;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.decoder.layer.InjectionPass;
import org.showtell.decoder.layer.MergePass;
import org.showtell.decoder.layer.SoftmaxCrossEntropy;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Loss and gradient of a batch of captions: the forward pass of a {@link CaptionNetwork} and its
 * back-propagation through time. Here for a network that reads one vector; {@link
 * AttendingGradient} is the same for one that attends.
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
   * How a batch is passed.
   *
   * @param dropout 0 for a check or an evaluation
   * @param random draws the dropout masks
   * @param backward false for the loss alone
   * @param targets number of tokens that the loss is the mean over: the batch's own, or more where
   *     another batch belongs to the same step
   * @param weights of the sentences, [B], or null where all count the same
   * @param features receives the gradient by the batch's features; or null
   */
  record Pass(
      double dropout,
      SplittableRandom random,
      boolean backward,
      int targets,
      float[] weights,
      Consumer<INDArray> features) {

    /** The network's cell, with dropout between its layers where there is dropout at all. */
    RecurrentCell cell(CaptionNetwork network) {
      return dropout == 0 ? network.cell() : network.cell().training(random);
    }
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
   * @param features receives it, valid during the call; null if nobody asks
   */
  public double accumulate(
      CaptionBatch batch, double dropout, SplittableRandom random, Consumer<INDArray> features) {
    return pass(batch, new Pass(dropout, random, true, batch.targetCount(), null, features));
  }

  /**
   * The same for a part of a batch.
   *
   * @param targets of the whole batch, over which the loss is the mean
   * @return the part's share of the mean
   */
  public double accumulate(
      CaptionBatch part,
      double dropout,
      SplittableRandom random,
      int targets,
      Consumer<INDArray> features) {
    return pass(part, new Pass(dropout, random, true, targets, null, features));
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
    return pass(batch, new Pass(0, random, true, batch.targetCount(), weights, null));
  }

  /** The mean loss without dropout; gradients stay as they are. */
  public double loss(CaptionBatch batch) {
    SplittableRandom random = new SplittableRandom(0);
    return pass(batch, new Pass(0, random, false, batch.targetCount(), null, null));
  }

  /** The batch's share of the mean loss. */
  double pass(CaptionBatch batch, Pass pass) {
    return attending == null ? vectorPass(batch, pass) : attending.pass(batch, pass).logLoss();
  }

  private double vectorPass(CaptionBatch batch, Pass pass) {
    DataType type = network.parameters().dataType();
    int rows = batch.rows();
    boolean imageFirst = config.injection() == Injection.FIRST_INPUT;
    int lead = imageFirst ? rows : 0; // rows of the image step before START
    int steps = batch.steps() + (imageFirst ? 1 : 0);
    int tokens = batch.targets().length; // T*B
    try (INDArray v = memory(batch, type);
        INDArray inputs = MatrixProduct.matrix(type, (long) steps * rows, config.embeddingSize());
        InjectionPass injection = new InjectionPass(network, v)) {
      Embedding embedding = new Embedding(network.parameter("embedding"));
      embedding.gather(batch.inputs(), MatrixProduct.rows(inputs, lead, tokens));
      if (imageFirst) {
        injection.writeFirstInput(MatrixProduct.rows(inputs, 0, rows));
      }
      try (Dropout inputDropout = Dropout.apply(inputs, pass.dropout(), pass.random());
          RecurrentCell.Sequence sequence =
              pass.cell(network)
                  .forward(inputs, steps, injection.injected(), injection.state(), null);
          INDArray hidden = MatrixProduct.rows(sequence.hidden(), lead, tokens).dup('c');
          Dropout hiddenDropout = Dropout.apply(hidden, pass.dropout(), pass.random());
          MergePass merge =
              config.injection() == Injection.MERGE
                  ? new MergePass(network, inputs, hidden, v)
                  : null;
          INDArray logits = MatrixProduct.matrix(type, tokens, config.vocabularySize())) {
        INDArray read = merge == null ? hidden : merge.merged();
        MatrixProduct.toEachRow(network.parameter("output.b").value(), logits, 0);
        MatrixProduct.multiplyAdd(read, network.parameter("output.W").value(), logits);
        double loss =
            SoftmaxCrossEntropy.lossAndGradient(
                logits, batch.targets(), pass.targets(), labelSmoothing, new double[rows]);
        if (pass.weights() != null) {
          SoftmaxCrossEntropy.weigh(logits, pass.weights());
        }
        if (pass.backward()) {
          try (INDArray vGradient = pass.features() == null ? null : MatrixProduct.zeros(v);
              INDArray readGradient = outputBackward(read, logits);
              INDArray wordsGradient =
                  merge == null ? readGradient : merge.backward(readGradient, vGradient);
              INDArray hiddenGradient =
                  withLead(wordsGradient, hiddenDropout, lead, sequence.hidden());
              RecurrentCell.Gradients gradients = sequence.backward(hiddenGradient)) {
            if (merge != null) {
              gradients.inputs().addi(merge.wordGradient());
            }
            inputDropout.again(gradients.inputs());
            embedding.scatter(batch.inputs(), MatrixProduct.rows(gradients.inputs(), lead, tokens));
            injection.backward(gradients, vGradient);
            if (vGradient != null) {
              pass.features().accept(vGradient);
            }
          }
        }
        return loss;
      }
    }
  }

  private INDArray memory(CaptionBatch batch, DataType type) {
    int size = config.memorySize();
    Check.length(
        "values of image features [" + batch.rows() + "," + size + "]",
        batch.memory().length,
        (long) batch.rows() * size);
    INDArray shaped = HostFloats.matrix(batch.memory(), batch.rows(), size);
    return type == DataType.FLOAT ? shaped : shaped.castTo(type);
  }

  /** Gradient by what the vocabulary is read from, [T*B, U or M]. */
  private INDArray outputBackward(INDArray read, INDArray delta) {
    Parameter weight = network.parameter("output.W");
    MatrixProduct.addWeightGradient(read, delta, weight.gradient());
    MatrixProduct.addColumnSums(delta, network.parameter("output.b").gradient());
    INDArray gradient = MatrixProduct.like(read);
    MatrixProduct.inputGradient(delta, weight.value(), gradient, 0);
    return gradient;
  }

  /** Gradient by every step's h; the image step before START, if any, has none of its own. */
  private static INDArray withLead(
      INDArray gradient, Dropout dropout, int lead, INDArray allHidden) {
    dropout.again(gradient);
    INDArray all = MatrixProduct.like(allHidden);
    if (lead > 0) {
      MatrixProduct.rows(all, 0, lead).assign(0);
    }
    MatrixProduct.rows(all, lead, gradient.size(0)).assign(gradient);
    return all;
  }
}
