package org.showtell.decoder.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.nn.Check;

/**
 * Captions as a training task: the next word of each, by maximum likelihood. Sentences without
 * images may be learned beside them: examples are the captions, then the sentences.
 */
public final class CaptionTask implements TrainingLoop.Task {
  /** Share of an image's detected words that a step does not see. */
  private static final double WORDS_LEFT_OUT = 0.1;

  private final CaptionNetwork network;
  private final TrainingExamples examples;
  private final SentenceExamples sentences; // or null
  private final double[] weights; // per caption, then per sentence; or null
  private final CaptionGradient gradient;
  private final ScheduledSampling sampling;
  private float[] memory = new float[0]; // of the last batch

  /** The task of teaching a network these captions. */
  public CaptionTask(CaptionNetwork network, TrainerConfig config, TrainingExamples examples) {
    this(network, config, examples, null, null);
  }

  /**
   * The task of teaching a network these captions, some more often than others, and sentences.
   *
   * @param draws how often the captions of each image are drawn in an epoch; null for once
   * @param sentences without images, for a network that attends to words; or null
   */
  public CaptionTask(
      CaptionNetwork network,
      TrainerConfig config,
      TrainingExamples examples,
      double[] draws,
      SentenceExamples sentences) {
    Check.that(
        sentences == null || network.config().semantic() != null,
        "Sentences without images need a network that attends to detected words",
        "one that does not; leave the sentences out");
    this.network = network;
    this.examples = examples;
    this.sentences = sentences;
    weights = weights(examples, draws, sentences);
    sampling = new ScheduledSampling(network, config.regularisation().scheduledSampling());
    gradient =
        new CaptionGradient(
            network, config.regularisation().labelSmoothing(), config.regularisation().attention());
  }

  /**
   * Twice the number of words, and one more without an image: captions lie beside captions. Where a
   * batch holds the last of the ones and the first of the others, it is passed in two parts.
   */
  @Override
  public int[] lengths() {
    IntStream captions = examples.sentences().stream().mapToInt(s -> 2 * s.length);
    return sentences == null
        ? captions.toArray()
        : IntStream.concat(captions, sentences.sentences().stream().mapToInt(s -> 2 * s.length + 1))
            .toArray();
  }

  @Override
  public double[] weights() {
    return weights;
  }

  private static double[] weights(
      TrainingExamples examples, double[] draws, SentenceExamples sentences) {
    if (draws == null && sentences == null) {
      return null;
    }
    double[] weights = new double[examples.size() + (sentences == null ? 0 : sentences.size())];
    for (int caption = 0; caption < examples.size(); caption++) {
      weights[caption] = draws == null ? 1 : draws[examples.images()[caption]];
    }
    if (sentences != null) {
      Arrays.fill(weights, examples.size(), weights.length, sentences.draws());
    }
    return weights;
  }

  @Override
  public void at(double done) {
    sampling.at(done);
  }

  @Override
  public TrainingLoop.Outcome accumulate(int[] numbers, SplittableRandom random) {
    List<CaptionBatch> parts =
        Stream.of(captions(numbers, random), sentences(numbers, random))
            .filter(part -> part != null)
            .toList();
    int targets = parts.stream().mapToInt(CaptionBatch::targetCount).sum();
    double loss = 0;
    for (CaptionBatch part : parts) {
      loss +=
          gradient.pass(
              sampling.mixed(part, random),
              new CaptionGradient.Pass(
                  network.config().dropout(), random, true, targets, null, null));
    }
    return new TrainingLoop.Outcome(loss, targets);
  }

  private CaptionBatch captions(int[] numbers, SplittableRandom random) {
    int[] captions = IntStream.of(numbers).filter(n -> n < examples.size()).toArray();
    if (captions.length == 0) {
      return null;
    }
    int length = captions.length * examples.features().length();
    memory = memory.length == length ? memory : new float[length];
    CaptionBatch batch = examples.batch(captions, memory);
    return batch.words() == null ? batch : batch.withWords(fewer(batch.words(), random));
  }

  private static DetectedWords fewer(DetectedWords words, SplittableRandom random) {
    int[] ids = words.ids().clone();
    float[] probabilities = words.probabilities().clone();
    for (int i = 0; i < ids.length; i++) {
      if (random.nextDouble() < WORDS_LEFT_OUT) {
        ids[i] = 0;
        probabilities[i] = 0;
      }
    }
    return new DetectedWords(words.photos(), words.slots(), ids, probabilities);
  }

  private CaptionBatch sentences(int[] numbers, SplittableRandom random) {
    int[] without =
        IntStream.of(numbers)
            .filter(n -> n >= examples.size())
            .map(n -> n - examples.size())
            .toArray();
    if (without.length == 0) {
      return null;
    }
    List<int[]> words = IntStream.of(without).mapToObj(sentences.sentences()::get).toList();
    List<int[]> keywords = IntStream.of(without).mapToObj(sentences.keywords()::get).toList();
    return CaptionBatch.of(words, 0, new float[0])
        .withWords(sentences.noise().of(keywords, random));
  }
}
