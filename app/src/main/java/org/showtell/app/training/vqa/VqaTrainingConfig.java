package org.showtell.app.training.vqa;

import java.util.List;
import java.util.stream.Stream;
import org.showtell.app.training.SentenceSource;
import org.showtell.app.training.TrainedEncoder;
import org.showtell.app.training.TrainingFiles;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.vqa.ImageUse;

/**
 * One {@code train vqa} run.
 *
 * @param files what is read and written
 * @param moreData what {@code --data} named beside the files' own, to learn from together
 * @param text sentences without photos to learn from together with them
 * @param into name or file of a model whose captioner the new one keeps; null for one that only
 *     answers
 * @param own the encoder that is learnt with the network; null for a ready one
 * @param network sizes and form
 * @param answers K at most: the most common answers, others are not learnt
 * @param minWordCount words of questions that occur less often become UNK
 * @param trainer rates, epochs, seed
 */
public record VqaTrainingConfig(
    TrainingFiles files,
    List<String> moreData,
    SentenceSource text,
    String into,
    TrainedEncoder own,
    NetworkSizes network,
    int answers,
    int minWordCount,
    TrainerConfig trainer) {

  /**
   * The form of the network.
   *
   * @param image what it sees of the image
   * @param embeddingSize E
   * @param units U
   * @param layers of the question's reader
   * @param bidirectional whether they read from both ends
   * @param commonSize C
   * @param attention for the grid, else null
   * @param looks how often the question looks at the grid
   * @param dropout share of dropped elements
   */
  public record NetworkSizes(
      ImageUse image,
      int embeddingSize,
      int units,
      int layers,
      boolean bidirectional,
      int commonSize,
      AttentionConfig attention,
      int looks,
      double dropout) {}

  /** Checks what the network's own configuration does not. */
  public VqaTrainingConfig {
    moreData = List.copyOf(moreData);
    if (answers < 2) {
      throw new IllegalArgumentException("Expected at least 2 answers but got " + answers);
    }
    if (minWordCount < 1) {
      throw new IllegalArgumentException(
          "Expected a minimum word count of at least 1 but got " + minWordCount);
    }
  }

  /** All data sets to learn from. */
  List<String> data() {
    return Stream.concat(Stream.of(files.data()), moreData.stream()).toList();
  }

  /** What must be equal for a run to go on from a checkpoint; a text that is compared. */
  String fingerprint(String dataHash, String encoderHash) {
    return String.join(
        "\n",
        "data " + dataHash,
        "encoder " + (own == null ? encoderHash : own),
        "answers " + answers + ", words " + minWordCount,
        "network " + network,
        "trainer " + trainer.batchSize() + " " + trainer.optimiser().learningRate(),
        trainer.optimiser().learningRateDecay()
            + " "
            + trainer.optimiser().warmupSteps()
            + " "
            + trainer.optimiser().clipNorm(),
        trainer.regularisation().labelSmoothing()
            + " "
            + trainer.regularisation().averageDecay()
            + " "
            + trainer.seed()
            + trainer.unusual()
            + files.drawing()
            + text.fingerprint());
  }
}
