package org.showtell.cluster.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final Map<ShippedModel, ExecutorModel> OPEN = new HashMap<>();

  private final BundleCaptioner captioner;
  private final Path bundle;
  private final EncoderWeights weights;
  private final Object decoding = new Object();
  private final Object encoding = new Object();
  private BundleAnswerer answerer;
  private boolean closed;

  private ExecutorModel(ShippedModel model) throws IOException, ModelLoadException {
    bundle = whole(model.bundle(), model.sha256());
    weights =
        EncoderWeights.standard()
            .orFile(model.weights() == null ? null : Path.of(SparkFiles.get(model.weights())));
    captioner =
        BundleCaptioner.open(CaptionOptions.defaults().withModel(bundle.toString()), weights);
  }

  private static Path whole(String name, String sha256) throws IOException {
    Path file = Path.of(SparkFiles.get(name));
    String found = ContentHash.sha256(Files.readAllBytes(file));
    if (!found.equals(sha256)) {
      throw new IOException(
          "%s: the SHA-256 of the model that was sent must be %s, but got %s"
              .formatted(file, sha256, found));
    }
    return file;
  }

  /** The process's model; the first task that asks opens it. */
  static ExecutorModel of(ShippedModel model) {
    synchronized (OPEN) {
      ExecutorModel open = OPEN.get(model);
      if (open == null) {
        try {
          open = new ExecutorModel(model);
        } catch (IOException | ModelLoadException e) {
          throw new IllegalStateException("the model cannot be opened: " + e.getMessage(), e);
        }
        OPEN.put(model, open);
        Runtime.getRuntime().addShutdownHook(new Thread(open::close, "showtell-close"));
      }
      return open;
    }
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
    synchronized (encoding) {
      requireOpen();
      return captioner.features(pixels);
    }
  }

  /** Decodes the features of B images, one task at a time. */
  List<PhotoCaptions> decode(List<float[]> features, CaptionOptions options) {
    synchronized (decoding) {
      requireOpen();
      return captioner.decode(features, options);
    }
  }

  /**
   * Answers questions about one image.
   *
   * @param features as {@link #features} gave them
   * @return the likeliest answer to each, or null to a question without a known word
   */
  List<String> answer(float[] features, List<String> questions) {
    synchronized (decoding) {
      requireOpen();
      BundleAnswerer answers = answerer();
      BundleAnswerer.EncodedImage image = answers.encoded(features);
      return questions.stream().map(question -> best(answers.answer(image, question, 1))).toList();
    }
  }

  private static String best(AnsweredQuestion answered) {
    return answered.answers().get(0).answer();
  }

  private BundleAnswerer answerer() {
    if (answerer == null) {
      try {
        answerer = BundleAnswerer.open(bundle.toString(), weights);
      } catch (ModelLoadException e) {
        throw new IllegalStateException("the model cannot answer: " + e.getMessage(), e);
      }
    }
    return answerer;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the process is ending");
    }
  }

  private void close() {
    synchronized (encoding) {
      synchronized (decoding) {
        closed = true;
        captioner.close();
        if (answerer != null) {
          answerer.close();
        }
      }
    }
  }
}
