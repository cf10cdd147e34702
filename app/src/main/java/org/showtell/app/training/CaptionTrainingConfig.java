package org.showtell.app.training;

import java.nio.file.Path;
import java.util.List;
import org.showtell.app.model.EncoderWeights;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Injection;
import org.showtell.decoder.training.TrainerConfig;

/**
 * One {@code train caption} run.
 *
 * @param data what {@code --data} named, one data set or several to learn from together
 * @param split part of it to learn from
 * @param devData what {@code --dev} named
 * @param devSplit part of that to stop by
 * @param encoder what {@code --encoder} named
 * @param encoderWeights where weights are that do not ship
 * @param output bundle to write: a .zip or a folder
 * @param checkpoint folder of the checkpoint
 * @param resume go on from the checkpoint
 * @param features folder of the feature store
 * @param name what records will call the model
 * @param minWordCount words that occur less often become UNK
 * @param maxWords longer captions are cut
 * @param cell recurrent cell
 * @param embeddingSize E
 * @param units U
 * @param injection where the image vector enters
 * @param attention how the decoder looks at the grid, or null for one that reads the vector
 * @param dropout share of dropped elements
 * @param layers recurrent layers
 * @param from trained model whose encoder, words and network training goes on with, in place of
 *     those above; null to begin anew
 * @param samples sentences drawn per image for self-critical training of {@code from}; 0 to learn
 *     the captions' words
 * @param lengthPenalty of the search on dev, and the model's own afterwards
 * @param trainer rates, epochs, seed
 * @param licence terms of the weights, for the model card; null to refer to the data's
 * @param command what the user typed, for the model card
 */
public record CaptionTrainingConfig(
    List<String> data,
    String split,
    String devData,
    String devSplit,
    String encoder,
    EncoderWeights encoderWeights,
    Path output,
    Path checkpoint,
    boolean resume,
    Path features,
    String name,
    int minWordCount,
    int maxWords,
    CellType cell,
    int embeddingSize,
    int units,
    Injection injection,
    AttentionConfig attention,
    double dropout,
    int layers,
    String from,
    int samples,
    double lengthPenalty,
    TrainerConfig trainer,
    String licence,
    String command) {

  /** Checks what the network's own configuration does not. */
  public CaptionTrainingConfig {
    data = List.copyOf(data);
    if (minWordCount < 1) {
      throw new IllegalArgumentException(
          "Expected a minimum word count of at least 1 but got " + minWordCount);
    }
    if (samples != 0 && (samples < 2 || from == null)) {
      throw new IllegalArgumentException(
          "Expected a model to go on from, and at least 2 sentences per image to compare, for"
              + " self-critical training but got "
              + from
              + " and "
              + samples);
    }
    if (maxWords < 1) {
      throw new IllegalArgumentException(
          "Expected captions of at least 1 word but got " + maxWords);
    }
  }

  /** What must be equal for a run to go on from a checkpoint; a text that is compared. */
  String fingerprint(String dataHash, String encoderHash) {
    return String.join(
        "\n",
        "data " + dataHash,
        "encoder " + encoderHash,
        "words " + minWordCount + " " + maxWords,
        "network "
            + cell
            + " "
            + embeddingSize
            + " "
            + units
            + " "
            + injection
            + " "
            + dropout
            + (attention == null ? "" : " " + attention + " " + trainer.attention())
            + (layers == 1 ? "" : " " + layers + " layers")
            + (from == null ? "" : " from " + from)
            + (samples == 0 ? "" : " samples " + samples),
        "trainer "
            + trainer.batchSize()
            + " "
            + trainer.learningRate()
            + " "
            + trainer.learningRateDecay()
            + " "
            + trainer.warmupSteps()
            + " "
            + trainer.clipNorm()
            + " "
            + trainer.labelSmoothing()
            + " "
            + trainer.averageDecay()
            + " "
            + trainer.seed());
  }
}
