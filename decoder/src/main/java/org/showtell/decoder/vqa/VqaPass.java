package org.showtell.decoder.vqa;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.MatrixProduct;

/**
 * One batch through the network, in training and in use alike, forward and backward. Owns its
 * memory.
 */
final class VqaPass implements AutoCloseable {
  private final VqaNetwork network;
  private final QuestionReading reading;
  private final INDArray state; // [B, S], after dropout
  private final Dropout stateDropout;
  private final TanhLayer question;
  private final INDArray features; // [B*L, D], or null for a blind network
  private final ImagePass image; // or null
  private final INDArray product; // [B, C], after dropout
  private final Dropout productDropout;
  private final INDArray logits; // [B, K]

  VqaPass(VqaNetwork network, VqaBatch batch, double dropout, SplittableRandom random) {
    this.network = network;
    reading = network.questions().read(batch.questions(), dropout, random);
    state = reading.state().dup('c');
    stateDropout = Dropout.apply(state, dropout, random);
    question = network.commonQuestion(state);
    features = network.config().image().use() == ImageUse.NONE ? null : network.standardised(batch);
    image =
        switch (network.config().image().use()) {
          case NONE -> null;
          case VECTOR, WORDS -> new VectorImagePass(network, features, dropout, random);
          case GRID ->
              new GridImagePass(
                  network, features, batch.positions(), question.output(), dropout, random);
          case PLACES ->
              new AttendingImagePass(
                  network, features, batch.positions(), question.output(), dropout, random);
        };
    product = met();
    productDropout = Dropout.apply(product, dropout, random);
    logits = MatrixProduct.matrix(product.dataType(), product.size(0), network.config().answers());
    MatrixProduct.multiply(product, network.answerWeight().value(), logits);
    logits.addiRowVector(network.answerBias().value());
  }

  /** Question and image in one, [B, C]. */
  private INDArray met() {
    if (image == null) {
      return question.output().dup('c');
    }
    return image.holdsQuestion() ? image.seen().dup('c') : question.output().mul(image.seen());
  }

  /** [B, K]; replaced by their gradient before {@link #backward}. */
  INDArray logits() {
    return logits;
  }

  /** Where the last look went, [B, L], or null. */
  INDArray weights() {
    return image == null ? null : image.weights();
  }

  /** After the backward pass: the gradient by the features as they were given, or null. */
  INDArray memoryGradient() {
    return image == null ? null : image.memoryGradient();
  }

  /** Adds to the gradients of all weights; {@link #logits} holds the gradient by the logits. */
  void backward() {
    MatrixProduct.addWeightGradient(product, logits, network.answerWeight().gradient());
    MatrixProduct.addColumnSums(logits, network.answerBias().gradient());
    try (INDArray gradient = MatrixProduct.like(product)) {
      MatrixProduct.inputGradient(logits, network.answerWeight().value(), gradient, 0);
      productDropout.again(gradient);
      if (image != null && image.holdsQuestion()) {
        try (INDArray seen = gradient.dup('c')) {
          gradient.assign(0);
          image.backward(seen, gradient);
        }
      } else if (image != null) {
        try (INDArray seen = gradient.mul(question.output())) {
          gradient.muli(image.seen());
          image.backward(seen, gradient);
        }
      }
      try (INDArray stateGradient = question.backward(gradient)) {
        stateDropout.again(stateGradient);
        reading.backward(stateGradient);
      }
    }
  }

  @Override
  public void close() {
    logits.close();
    productDropout.close();
    product.close();
    if (image != null) {
      image.close();
      features.close();
    }
    question.close();
    stateDropout.close();
    state.close();
    reading.close();
  }

  /** The fusion of each question with its image, forward and backward. */
  interface ImagePass extends AutoCloseable {

    /** What is seen, [B, C]; valid until {@link #close}. */
    INDArray seen();

    /** Whether {@link #seen} holds the question already, and is not to be multiplied with it. */
    default boolean holdsQuestion() {
      return false;
    }

    /**
     * Adds to the gradients of the weights.
     *
     * @param seenGradient [B, C]
     * @param questionGradient [B, C], added to
     */
    void backward(INDArray seenGradient, INDArray questionGradient);

    /** Where the last look went, [B, L], or null; valid until {@link #close}. */
    INDArray weights();

    /**
     * After the backward pass: the gradient by the features as they were given, [B, D], or null.
     */
    INDArray memoryGradient();

    @Override
    void close();
  }
}
