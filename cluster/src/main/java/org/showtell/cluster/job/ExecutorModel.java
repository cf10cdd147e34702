package org.showtell.cluster.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.SparkFiles;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.answer.BundleAnswerer;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.weights.ContentHash;

/**
 * The one model of an executor's process, which all its tasks share: opened once, closed at the
 * process's end. Safe to use from several threads: one task is in the encoder while another is in
 * the decoder, and each step uses all of the process's cores.
 */
final class ExecutorModel {
  private static final Map<ShippedModel, FutureTask<ExecutorModel>> OPEN =
      new ConcurrentHashMap<>();

  private final BundleCaptioner captioner;
  private final String bundle;
  private final EncoderWeights weights;
  private final ModelThread encoding = new ModelThread("showtell-encode");
  private final ModelThread decoding = new ModelThread("showtell-decode");
  private BundleAnswerer answerer;

  private ExecutorModel(ShippedModel model) throws IOException, ModelLoadException {
    bundle = model.isHere() ? model.bundle() : whole(model.bundle(), model.sha256());
    weights = EncoderWeights.standard().orFile(model.weightFile());
    captioner = BundleCaptioner.open(CaptionOptions.defaults().withModel(bundle), weights);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "showtell-close"));
  }

  private static String whole(String name, String sha256) throws IOException {
    Path file = Path.of(SparkFiles.get(name));
    String found = ContentHash.sha256(Files.readAllBytes(file));
    if (!found.equals(sha256)) {
      throw new IOException(
          "%s: the SHA-256 of the model that was sent must be %s, but got %s"
              .formatted(file, sha256, found));
    }
    return file.toString();
  }

  /** The process's model; the first task that asks opens it. */
  static ExecutorModel of(ShippedModel model) {
    FutureTask<ExecutorModel> opening = opening(model);
    opening.run(); // nothing where another thread does it or has done it
    try {
      return opening.get();
    } catch (ExecutionException e) {
      OPEN.remove(model, opening);
      String reason = e.getCause().getMessage();
      throw new IllegalStateException("the model cannot be opened: " + reason, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the task was stopped", e);
    }
  }

  /** Begins to open a model that will be asked for. */
  static void openAhead(ShippedModel model) {
    Thread thread = new Thread(opening(model), "showtell-open");
    thread.setDaemon(true);
    thread.start();
  }

  private static FutureTask<ExecutorModel> opening(ShippedModel model) {
    return OPEN.computeIfAbsent(model, wanted -> new FutureTask<>(() -> new ExecutorModel(wanted)));
  }

  BundleCaptioner captioner() {
    return captioner;
  }

  Preprocessing preprocessing() {
    return captioner.preprocessing();
  }

  /** D. */
  int featureSize() {
    return captioner.featureSize();
  }

  /** Encodes B images, one task at a time. */
  List<float[]> features(List<float[]> pixels) {
    return encoding.run(() -> captioner.features(pixels));
  }

  /** Decodes the features of B images, one task at a time. */
  List<PhotoCaptions> decode(List<float[]> features, CaptionOptions options) {
    return decoding.run(() -> captioner.decode(features, options));
  }

  /**
   * Answers questions about one image.
   *
   * @param features as {@link #features} gave them
   * @return the likeliest answer to each, or null to a question without a known word
   */
  List<String> answer(float[] features, List<String> questions) {
    return decoding.run(
        () -> {
          BundleAnswerer.EncodedImage image = answerer().encoded(features);
          return questions.stream()
              .map(question -> best(answerer().answer(image, question, 1)))
              .toList();
        });
  }

  private static String best(AnsweredQuestion answered) {
    return answered.answers().get(0).answer();
  }

  private BundleAnswerer answerer() {
    if (answerer == null) {
      try {
        answerer = BundleAnswerer.open(bundle, weights);
      } catch (ModelLoadException e) {
        throw new IllegalStateException("the model cannot answer: " + e.getMessage(), e);
      }
    }
    return answerer;
  }

  private void close() {
    encoding.end();
    decoding.end();
    captioner.close();
    if (answerer != null) {
      answerer.close();
    }
  }
}
