package org.showtell.app.label;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelManifest.LabelsEntry;
import org.showtell.app.features.FrameExtraction;
import org.showtell.app.video.FrameChoice;
import org.showtell.dataset.ClipRange;
import org.showtell.decoder.label.LabelExamples;
import org.showtell.decoder.label.LabelNetwork;
import org.showtell.decoder.label.LabelScope;
import org.showtell.encoder.ImageEncoder;

/** Labels videos with the model of a bundle. Closing it closes its networks. */
public final class VideoLabeller implements AutoCloseable {
  private final List<String> labels;
  private final LabelNetwork network;
  private final ImageEncoder encoder;
  private final FrameExtraction extraction;

  /**
   * A part of a video with its label.
   *
   * @param start where it begins
   * @param end where it ends
   * @param label the likeliest
   * @param probability of the label
   */
  public record Labelled(Duration start, Duration end, String label, double probability) {}

  /**
   * What was found.
   *
   * @param parts the whole video, or each frame with the time up to the next one
   * @param fault why the rest of the video could not be read; empty where it could
   */
  public record Result(List<Labelled> parts, Optional<String> fault) {}

  private VideoLabeller(LabelsEntry entry, LabelNetwork network, ImageEncoder encoder) {
    labels = entry.labels();
    this.network = network;
    this.encoder = encoder;
    extraction =
        new FrameExtraction(
            encoder, new FrameChoice(entry.frames(), Duration.ofMillis(entry.everyMillis())));
  }

  /**
   * Opens the labelling model of a bundle.
   *
   * @param weights where encoders' weights are that the bundle does not carry
   */
  public static VideoLabeller open(ModelBundle bundle, EncoderWeights weights) throws IOException {
    LabelNetwork network = bundle.openLabels();
    try {
      return new VideoLabeller(bundle.labels(), network, bundle.openEncoder(weights));
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Whether the model labels frames. */
  public boolean labelsFrames() {
    return network.config().scope() == LabelScope.FRAME;
  }

  /**
   * Labels a video.
   *
   * @param perFrame whether each frame gets a label; of a model that labels frames, the label of a
   *     whole video is the one whose probability is the highest in the mean over its frames
   *     (Donahue et al. 2015, section 4.1)
   * @throws IOException if the video cannot be opened
   */
  public Result label(Path file, boolean perFrame) throws IOException {
    Map<String, float[]> vectors = new HashMap<>();
    FrameExtraction.Frames frames = extraction.read(file, ClipRange.WHOLE, kept(vectors));
    int size = network.config().memorySize();
    int count = frames.contents().size();
    float[] features = new float[count * size];
    for (int t = 0; t < count; t++) {
      float[] vector = vectors.get(frames.contents().get(t));
      System.arraycopy(vector, 0, features, t * size, size);
    }
    float[][] probabilities = network.probabilities(features);
    if (!perFrame) {
      return new Result(
          List.of(labelled(Duration.ZERO, frames.end(), mean(probabilities))), frames.fault());
    }
    List<Labelled> parts = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      Duration end = t + 1 < count ? frames.starts().get(t + 1) : frames.end();
      parts.add(labelled(frames.starts().get(t), end, probabilities[t]));
    }
    return new Result(parts, frames.fault());
  }

  private static FrameExtraction.Vectors kept(Map<String, float[]> vectors) {
    return new FrameExtraction.Vectors() {
      @Override
      public boolean contains(String content) {
        return vectors.containsKey(content);
      }

      @Override
      public void put(String content, float[] vector) {
        vectors.put(content, vector);
      }
    };
  }

  private static float[] mean(float[][] rows) {
    float[] mean = new float[rows[0].length];
    for (float[] row : rows) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / rows.length;
      }
    }
    return mean;
  }

  private Labelled labelled(Duration start, Duration end, float[] probabilities) {
    int best = LabelExamples.best(probabilities);
    return new Labelled(start, end, labels.get(best), probabilities[best]);
  }

  @Override
  public void close() {
    network.close();
    encoder.close();
  }
}
