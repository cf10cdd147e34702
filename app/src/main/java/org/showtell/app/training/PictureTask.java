package org.showtell.app.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.tensor.HostFloats;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.vqa.VqaBatch;
import org.showtell.decoder.vqa.VqaExamples;
import org.showtell.decoder.vqa.VqaGradient;
import org.showtell.decoder.vqa.VqaNetwork;
import org.showtell.encoder.training.TrainableEncoder;

/**
 * Questions with answers as a training task in which the encoder learns too. An example is a
 * picture with its questions, so that all of them ride on one pass through the convolutions.
 */
final class PictureTask implements TrainingLoop.Task {
  /** A picture with more questions than this is several examples. */
  private static final int MOST_QUESTIONS = 16;

  private final VqaNetwork network;
  private final WeightsOfEncoder weights;
  private final Pictures pictures;
  private final int shift;
  private final VqaExamples examples;
  private final VqaGradient gradient;
  private final List<int[]> groups;

  PictureTask(
      VqaNetwork network,
      WeightsOfEncoder weights,
      Pictures pictures,
      int shift,
      VqaExamples examples,
      double labelSmoothing) {
    this.network = network;
    this.weights = weights;
    this.pictures = pictures;
    this.shift = shift;
    this.examples = examples;
    gradient = new VqaGradient(network, labelSmoothing);
    groups = groups(examples);
  }

  /** The questions about each picture, in the order of the first ones. */
  static List<int[]> groups(VqaExamples examples) {
    Map<Integer, List<Integer>> byImage = new LinkedHashMap<>();
    for (int question = 0; question < examples.size(); question++) {
      byImage
          .computeIfAbsent(examples.images()[question], image -> new ArrayList<>())
          .add(question);
    }
    List<int[]> groups = new ArrayList<>();
    for (List<Integer> questions : byImage.values()) {
      for (int from = 0; from < questions.size(); from += MOST_QUESTIONS) {
        groups.add(
            questions.subList(from, Math.min(questions.size(), from + MOST_QUESTIONS)).stream()
                .mapToInt(Integer::intValue)
                .toArray());
      }
    }
    return groups;
  }

  @Override
  public int[] lengths() {
    return new int[groups.size()]; // all alike: nothing is gained by an order
  }

  @Override
  public TrainingLoop.Outcome accumulate(int[] chosen, SplittableRandom random) {
    int[] images = new int[chosen.length];
    int[] numbers = new int[total(chosen)];
    int[] rows = new int[numbers.length]; // which of the pictures each question is about
    int count = 0;
    for (int i = 0; i < chosen.length; i++) {
      int[] group = groups.get(chosen[i]);
      images[i] = examples.images()[group[0]];
      for (int question : group) {
        rows[count] = i;
        numbers[count++] = question;
      }
    }
    TrainableEncoder encoder = weights.current();
    INDArray grids = encoder.forward(pictures.batch(images, shift, random), true);
    weights.keepStatistics();
    float[] seen = HostFloats.copy(grids); // [pictures*L*D]
    int length = seen.length / images.length;
    double loss =
        gradient.accumulate(
            batch(numbers, rows, seen, length),
            examples.answers(numbers),
            network.config().dropout(),
            random,
            memory -> backward(encoder, memory, rows, new float[seen.length], grids.shape()));
    return new TrainingLoop.Outcome(loss, numbers.length);
  }

  private int total(int[] chosen) {
    int total = 0;
    for (int group : chosen) {
      total += groups.get(group).length;
    }
    return total;
  }

  private VqaBatch batch(int[] numbers, int[] rows, float[] seen, int length) {
    List<int[]> words = new ArrayList<>(numbers.length);
    float[] memory = new float[numbers.length * length];
    for (int row = 0; row < numbers.length; row++) {
      words.add(examples.questions().get(numbers[row]));
      System.arraycopy(seen, rows[row] * length, memory, row * length, length);
    }
    return new VqaBatch(words, length / network.config().memorySize(), memory);
  }

  /** A picture's gradient is the sum of its questions'. */
  private static void backward(
      TrainableEncoder encoder, INDArray memory, int[] rows, float[] sum, long[] shape) {
    float[] gradients = HostFloats.copy(memory); // [questions*L*D]
    int length = gradients.length / rows.length;
    for (int row = 0; row < rows.length; row++) {
      int from = row * length;
      int to = rows[row] * length;
      for (int i = 0; i < length; i++) {
        sum[to + i] += gradients[from + i];
      }
    }
    try (INDArray flat = Nd4j.createFromArray(sum)) {
      encoder.backward(flat.reshape('c', shape));
    }
  }
}
