package org.showtell.app.server;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.answer.BundleAnswerer;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.server.BatchQueue.Described;
import org.showtell.app.server.BatchQueue.QueueFullException;
import org.showtell.app.server.ServerConfig.Limits;

/** A model that is loaded once and serves all clients. Thread-safe. */
final class ServedModel implements AutoCloseable {
  private final String name;
  private final String card;
  private final BundleCaptioner captioner; // or null
  private final BundleAnswerer answerer; // or null
  private final BatchQueue<CaptionOptions, PhotoCaptions> queue; // or null

  private final ReentrantLock answering = new ReentrantLock(true);
  private final Limits limits;

  private ServedModel(ModelBundle bundle, String nameOrFile, Limits limits)
      throws IOException, ModelLoadException {
    this.limits = limits;
    name = bundle.name();
    card = bundle.card();
    EncoderWeights weights = EncoderWeights.standard();
    captioner =
        bundle.manifest().captioner() != null
            ? BundleCaptioner.open(CaptionOptions.defaults().withModel(nameOrFile), weights)
            : null;
    answerer = bundle.manifest().vqa() != null ? BundleAnswerer.open(nameOrFile, weights) : null;
    queue =
        captioner == null
            ? null
            : new BatchQueue<>(
                limits.queue(), limits.batch(), captioner::features, captioner::decode);
  }

  /**
   * Loads a model.
   *
   * @param nameOrFile a shipped name, or a bundle
   * @throws ModelLoadException if it cannot be used
   */
  static ServedModel open(String nameOrFile, Limits limits) throws ModelLoadException {
    try {
      return new ServedModel(ModelCatalog.open(nameOrFile), nameOrFile, limits);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelLoadException(e.getMessage(), e);
    }
  }

  String name() {
    return name;
  }

  String card() {
    return card;
  }

  boolean captions() {
    return captioner != null;
  }

  boolean answers() {
    return answerer != null;
  }

  boolean detectsWords() {
    return captioner != null && captioner.detectsWords();
  }

  boolean attends() {
    return captioner != null && captioner.attentionPreprocessing().isPresent();
  }

  /** The captioner, whose preprocessing any thread may call. */
  BundleCaptioner captioner() {
    return captioner;
  }

  /**
   * Captions an image with those of other clients.
   *
   * @param pixels [H,W,3]
   * @throws QueueFullException if too many wait
   */
  CompletableFuture<Described<PhotoCaptions>> caption(float[] pixels, CaptionOptions options)
      throws QueueFullException {
    return queue.submit(pixels, options);
  }

  /** The same for the features of an image, or the mean of several. */
  CompletableFuture<Described<PhotoCaptions>> describe(float[] features, CaptionOptions options)
      throws QueueFullException {
    return queue.submitFeatures(features, options);
  }

  /** Images that wait. */
  int waiting() {
    return queue == null ? 0 : queue.size();
  }

  /** The bytes of an image, read when it is its turn. */
  @FunctionalInterface
  interface Content {
    byte[] read() throws IOException;
  }

  /**
   * Answers questions about an image, one client after the other in the order that they came.
   *
   * @param choices to choose among, or empty for the most probable answers
   * @throws IOException if the image cannot be read
   * @throws IllegalArgumentException if a question has no word
   * @throws Problem.ProblemException if too many wait
   */
  List<AnsweredQuestion> answer(
      Content content, String file, List<String> questions, int top, Optional<List<String>> choices)
      throws IOException {
    takeTurn();
    try {
      BundleAnswerer.EncodedImage image = answerer.encode(content.read(), file);
      return questions.stream()
          .map(
              question ->
                  choices.isPresent()
                      ? answerer.choose(image, question, choices.get())
                      : answerer.answer(image, question, top))
          .toList();
    } finally {
      answering.unlock();
    }
  }

  private void takeTurn() {
    try {
      if (answering.getQueueLength() < limits.questions()
          && answering.tryLock(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.busy("Too many questions wait; try again in a moment");
  }

  /** Finishes what was taken in and frees the model. */
  @Override
  public void close() {
    if (queue != null) {
      queue.close();
      captioner.close();
    }
    if (answerer != null) {
      answering.lock();
      try {
        answerer.close();
      } finally {
        answering.unlock();
      }
    }
  }
}
