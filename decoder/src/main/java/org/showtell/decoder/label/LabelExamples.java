package org.showtell.decoder.label;

import java.util.Arrays;
import java.util.List;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.nn.Check;

/**
 * Clips with their labels.
 *
 * @param frames the features of all clips' frames, one clip after the other
 * @param clips which frames they are of, and their labels
 */
public record LabelExamples(FeatureSource frames, List<Clip> clips) {
  /** Checks that there is a clip. */
  public LabelExamples {
    clips = List.copyOf(clips);
    Check.that(!clips.isEmpty(), "There must be clips", "none");
  }

  /**
   * A clip.
   *
   * @param first its first frame, of all
   * @param count T, its frames
   * @param labels [1] of the clip or [T] of its frames; -1 where none is known
   */
  public record Clip(int first, int count, int[] labels) {
    /** Checks that there is a frame. */
    public Clip {
      Check.atLeast("Frames of a clip", count, 1);
    }
  }

  /** The features of clips of equal length, [T*B*D], time-major. */
  float[] features(List<Clip> batch) {
    int steps = batch.get(0).count();
    int size = frames.length();
    float[] features = new float[steps * batch.size() * size];
    for (int row = 0; row < batch.size(); row++) {
      for (int t = 0; t < steps; t++) {
        frames.copy(batch.get(row).first() + t, features, (t * batch.size() + row) * size);
      }
    }
    return features;
  }

  /** The labels of clips of equal length, [B], or of their frames, [T*B], time-major. */
  static int[] labels(List<Clip> batch) {
    int rows = batch.size();
    int[] labels = new int[batch.get(0).labels().length * rows];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = batch.get(i % rows).labels()[i / rows];
    }
    return labels;
  }

  /**
   * The share of labels that a network finds: its likeliest is the right one.
   *
   * @return in [0, 1]; 0 where no label is known
   */
  public double accuracy(LabelNetwork network) {
    int right = 0;
    int counted = 0;
    List<int[]> found = found(network);
    for (int i = 0; i < clips.size(); i++) {
      int[] wanted = clips.get(i).labels();
      for (int t = 0; t < wanted.length; t++) {
        counted += wanted[t] < 0 ? 0 : 1;
        right += wanted[t] >= 0 && found.get(i)[t] == wanted[t] ? 1 : 0;
      }
    }
    return counted == 0 ? 0 : right / (double) counted;
  }

  /** The numbers of the likeliest labels: of each clip [1], or of its frames [T]. */
  public List<int[]> found(LabelNetwork network) {
    return clips.stream()
        .map(
            clip ->
                Arrays.stream(network.probabilities(features(List.of(clip))))
                    .mapToInt(LabelExamples::best)
                    .toArray())
        .toList();
  }

  /** The number of the likeliest label. */
  public static int best(float[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }
}
