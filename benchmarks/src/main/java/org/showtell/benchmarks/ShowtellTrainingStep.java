package org.showtell.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.CaptionTask;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingExamples;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.decoder.training.TrainingPosition;

/**
 * A step of {@link CaptionTrainer} itself, stopped after each batch: assembling the batch, word
 * vectors, the injected image, the LSTM, the vocabulary's softmax, back-propagation, norm clipping
 * and Adam.
 */
final class ShowtellTrainingStep implements TrainingStep {
  private final CaptionNetwork network;
  private final TrainingLoop trainer;
  private final LastLoss loss = new LastLoss();

  /** A step of a plain LSTM. */
  ShowtellTrainingStep(TrainingSizes sizes, long seed) {
    this(sizes, CellType.LSTM, 1, null, seed);
  }

  /** A step of another cell, with the image vector at every step. */
  ShowtellTrainingStep(TrainingSizes sizes, CellType cell, long seed) {
    this(sizes, cell, 1, null, seed);
  }

  /** A step of a network that attends to L positions, or of a plain one without attention. */
  ShowtellTrainingStep(TrainingSizes sizes, int positions, AttentionConfig attention, long seed) {
    this(sizes, CellType.LSTM, positions, attention, seed);
  }

  private ShowtellTrainingStep(
      TrainingSizes sizes, CellType cell, int positions, AttentionConfig attention, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TrainerConfig config = trainerConfig(sizes, seed);
    DecoderConfig decoder =
        new DecoderConfig(
                new DecoderConfig.Sizes(
                    sizes.vocabulary(), sizes.memory(), sizes.embedding(), sizes.units()),
                cell,
                attention == null ? Injection.EVERY_STEP : Injection.EVERY_STEP_AND_STATE,
                0)
            .withAttention(attention);
    network = CaptionNetwork.fresh(decoder, random);
    trainer =
        new TrainingLoop(
            network.parameters(),
            config,
            new CaptionTask(network, config, examples(sizes, positions, random)));
  }

  private static TrainerConfig trainerConfig(TrainingSizes sizes, long seed) {
    return new TrainerConfig(
        sizes.batch(),
        new TrainerConfig.Optimiser(1e-3, 1, 0, 5),
        new TrainerConfig.Regularisation(0, 0.995),
        new TrainerConfig.Stopping(Integer.MAX_VALUE, 0),
        seed);
  }

  private static TrainingExamples examples(
      TrainingSizes sizes, int positions, SplittableRandom random) {
    int captions = BATCHES * sizes.batch();
    List<int[]> sentences = new ArrayList<>();
    float[][] features = new float[captions][positions * sizes.memory()];
    int[] images = new int[captions];
    for (int caption = 0; caption < captions; caption++) {
      sentences.add(
          random
              .ints(sizes.steps() - 1L, Tokens.SPECIALS, sizes.vocabulary()) // and END
              .toArray());
      images[caption] = caption;
      for (int i = 0; i < features[caption].length; i++) {
        features[caption][i] = (float) random.nextGaussian();
      }
    }
    return new TrainingExamples(sentences, images, FeatureSource.ofGrids(features, positions));
  }

  @Override
  public double run() {
    try {
      trainer.run(weights -> 0, loss, () -> true);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing here reads or writes files
    }
    return loss.last;
  }

  @Override
  public long recurrentParameters() {
    return network.parameters().all().stream()
        .filter(p -> p.name().startsWith("cell.") || p.name().startsWith("output."))
        .mapToLong(p -> p.length())
        .sum();
  }

  @Override
  public void close() {
    trainer.close();
    network.close();
  }

  /** Takes the loss of the last batch out of the epoch's sum. */
  private static final class LastLoss implements TrainingLoop.Listener {
    private TrainingPosition before = TrainingPosition.start();
    private double last;

    @Override
    public void onBatch(TrainingPosition position, int batches, double tokensPerSecond) {
      last = (position.lossSum() - before.lossSum()) / (position.tokens() - before.tokens());
      before = position;
    }

    @Override
    public void onEpoch(
        TrainingPosition position,
        double meanLoss,
        double score,
        boolean best,
        java.util.Map<String, float[]> weights) {
      before = position;
    }
  }
}
