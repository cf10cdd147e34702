package org.showtell.decoder.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.decoder.generation.SamplingSearch;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.nn.Check;

/**
 * Learning from rewards instead of words (Rennie et al. 2017, "Self-critical sequence training"):
 * the network draws S sentences for an image, those that are better than its others become
 * likelier, the worse ones less likely. What a sentence is compared with is the mean of the others
 * drawn for the same image (Luo 2020), not one greedy sentence: S sentences, S gradients, and no
 * search beside them.
 *
 * <pre>
 *   gradient = -1/N sum_s (r_s - mean of the other r) d log p(s)      N tokens in all
 * </pre>
 *
 * <p>An example is an image. Draws and gradient are without dropout, so that the probabilities are
 * those that were drawn from.
 */
public final class SelfCriticalTask implements TrainingLoop.Task {
  private static final int LONGEST = 20;

  private final CaptionNetwork network;
  private final FeatureSource features;
  private final int[] images;
  private final Reward reward;
  private final int samples;
  private final CaptionGradient gradient;
  private final double[] weights; // per image to learn from, or null

  /**
   * The task of earning rewards for these images.
   *
   * @param network already able to write: what it draws at random it cannot learn from
   * @param features as the network sees them; images without any are left out
   * @param samples S, at least 2
   */
  public SelfCriticalTask(
      CaptionNetwork network, FeatureSource features, Reward reward, int samples) {
    this(network, features, reward, samples, null);
  }

  /**
   * The task of earning rewards for these images, for some more often than for others.
   *
   * @param drawn how often each image is drawn in an epoch; null for once
   */
  public SelfCriticalTask(
      CaptionNetwork network, FeatureSource features, Reward reward, int samples, double[] drawn) {
    Check.atLeast("samples", samples, 2); // a sentence is compared with the others
    this.network = network;
    this.features = features;
    this.reward = reward;
    this.samples = samples;
    gradient = new CaptionGradient(network, 0);
    List<Integer> readable = new ArrayList<>();
    for (int image = 0; image < features.images(); image++) {
      if (features.has(image)) {
        readable.add(image);
      }
    }
    images = readable.stream().mapToInt(Integer::intValue).toArray();
    weights =
        drawn == null ? null : IntStream.of(images).mapToDouble(image -> drawn[image]).toArray();
  }

  @Override
  public int[] lengths() {
    return new int[images.length];
  }

  @Override
  public double[] weights() {
    return weights;
  }

  /** The loss it reports is minus the mean reward. */
  @Override
  public TrainingLoop.Outcome accumulate(int[] examples, SplittableRandom random) {
    float[] memory = new float[examples.length * features.length()];
    int[] of = new int[examples.length];
    for (int i = 0; i < examples.length; i++) {
      of[i] = images[examples[i]];
      features.copy(of[i], memory, i * features.length());
    }
    DetectedWords words = features.words(of);
    List<List<Hypothesis>> drawn =
        draw(
            new VisualMemory(examples.length, features.positions(), features.size(), memory, words),
            random.nextLong());
    int rows = examples.length * samples;
    List<int[]> sentences = new ArrayList<>(rows);
    float[] advantages = new float[rows];
    boolean[] ended = new boolean[rows];
    double total = 0;
    for (int i = 0; i < examples.length; i++) {
      double[] rewards = reward.of(images[examples[i]], drawn.get(i));
      double sum = 0;
      for (double one : rewards) {
        sum += one;
      }
      total += sum;
      for (int s = 0; s < samples; s++) {
        Hypothesis sentence = drawn.get(i).get(s);
        int row = sentences.size();
        ended[row] = sentence.ended();
        advantages[row] = (float) (rewards[s] - (sum - rewards[s]) / (samples - 1));
        sentences.add(sentence.tokens());
      }
    }
    CaptionBatch batch =
        CaptionBatch.of(sentences, features.positions(), repeated(memory))
            .withEnds(ended)
            .withWords(words == null ? null : words.repeated(samples));
    gradient.accumulateWeighted(batch, advantages);
    return new TrainingLoop.Outcome(-total / rows, rows);
  }

  private List<List<Hypothesis>> draw(VisualMemory memory, long seed) {
    GenerationConfig config =
        GenerationConfig.defaults()
            .withTokens(0, LONGEST)
            .withSampling(1, 0, 1, seed)
            .withNumReturnSequences(samples);
    try (NetworkDecoder decoder = new NetworkDecoder(network)) {
      return new SamplingSearch(config).search(decoder, memory);
    }
  }

  /** Each image's features S times. */
  private float[] repeated(float[] memory) {
    int length = features.length();
    float[] all = new float[memory.length * samples];
    for (int row = 0; row < all.length / length; row++) {
      System.arraycopy(memory, row / samples * length, all, row * length, length);
    }
    return all;
  }

  /** Says how good sentences about an image are; higher is better. */
  @FunctionalInterface
  public interface Reward {

    /**
     * Rewards some sentences about one image.
     *
     * @param image its number among the features
     * @return a reward for each
     */
    double[] of(int image, List<Hypothesis> sentences);
  }
}
