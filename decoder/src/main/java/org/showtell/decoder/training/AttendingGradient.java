package org.showtell.decoder.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.Attention;
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
import org.showtell.decoder.layer.InjectionPass;
import org.showtell.decoder.layer.MemoryPass;
import org.showtell.decoder.layer.SoftmaxCrossEntropy;
import org.showtell.nn.Check;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * Loss and gradient of a network that attends (Xu et al. 2015): the mean of the grid gives the
 * first state, each step attends to the grid with the hidden state before it, and word, state and
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
   * Forward, and backward if asked; {@code pass.features} receives the gradient by the features
   * before they were standardised, [B*L, D].
   */
  Losses pass(CaptionBatch batch, CaptionGradient.Pass pass) {
    int steps = batch.steps();
    try (INDArray inputs =
            MatrixProduct.matrix(
                network.parameters().dataType(), batch.inputs().length, config.embeddingSize());
        MemoryPass memory =
            new MemoryPass(network, batch, features(batch), pass.dropout(), pass.random());
        InjectionPass injection = new InjectionPass(network, memory.vector())) {
      Embedding embedding = new Embedding(network.parameter("embedding"));
      embedding.gather(batch.inputs(), inputs);
      Attention attention = network.attention();
      try (Dropout inputDropout = Dropout.apply(inputs, pass.dropout(), pass.random());
          AttentionPass attended =
              attention.pass(
                  attention.remember(memory.attended(), memory.places()), steps, pass.random());
          ContextFeedback context =
              new ContextFeedback(network, attended, memory.attended(), steps, batch.rows());
          RecurrentCell.Sequence sequence =
              pass.cell(network)
                  .forward(inputs, steps, injection.injected(), injection.state(), context);
          DeepOutputPass output =
              new DeepOutputPass(
                  network,
                  sequence.hidden(),
                  inputs,
                  context.contexts(),
                  memory,
                  pass.dropout(),
                  pass.random())) {
        double[] logLikelihoods = new double[batch.rows()];
        double logLoss =
            SoftmaxCrossEntropy.lossAndGradient(
                output.logits(), batch.targets(), pass.targets(), labelSmoothing, logLikelihoods);
        if (pass.weights() != null) {
          SoftmaxCrossEntropy.weigh(output.logits(), pass.weights());
        }
        double attentionLoss =
            attended.loss(
                objective, new AttentionObjective.Outcomes(batch.lengths(), logLikelihoods));
        if (pass.backward()) {
          boolean byVector = pass.features() != null || memory.vectorTrained();
          try (INDArray hiddenGradient = output.backward(context.contextGradients());
              RecurrentCell.Gradients gradients = sequence.backward(hiddenGradient);
              INDArray vGradient = byVector ? MatrixProduct.zeros(memory.vector()) : null) {
            gradients.inputs().addi(output.wordGradient());
            inputDropout.again(gradients.inputs());
            embedding.scatter(batch.inputs(), gradients.inputs());
            injection.backward(gradients, vGradient);
            if (memory.trained() || pass.features() != null) {
              try (INDArray gradient = attended.gridGradient(context.contextGradients())) {
                memory.backward(gradient, vGradient, pass.features());
              }
            }
          }
        }
        return new Losses(logLoss, attentionLoss);
      }
    }
  }

  /** The batch's features, [B, L, D], standardised. */
  private VisualMemory features(CaptionBatch batch) {
    int size = config.memorySize();
    Check.that(
        config.semantic() == null || batch.words() != null,
        "This network attends to detected words beside the features",
        "none");
    Check.length(
        "values of features [" + batch.rows() + "," + batch.positions() + "," + size + "]",
        batch.memory().length,
        (long) batch.rows() * batch.positions() * size);
    VisualMemory memory =
        new VisualMemory(batch.rows(), batch.positions(), size, batch.memory(), batch.words());
    int length = batch.memory().length;
    if (length > 0 && standardised.length != length) {
      standardised = new float[length];
    }
    return network.standardised(memory, length == 0 ? new float[0] : standardised);
  }
}
