package org.showtell.app.training.caption;

import java.util.List;
import java.util.stream.Stream;
import org.showtell.app.training.TrainingFiles;
import org.showtell.decoder.training.TrainerConfig;

/**
 * One {@code train caption} run.
 *
 * @param files what is read and written
 * @param sources what is learnt from beside the files' data
 * @param recipe the network
 * @param from trained model whose words and network training goes on with, in place of the recipe;
 *     null to begin anew. The encoder is the files', which may be that model's
 * @param samples sentences drawn per image for self-critical training of {@code from}; 0 to learn
 *     the captions' words
 * @param minWordCount words that occur less often become UNK
 * @param maxWords longer captions are cut
 * @param lengthPenalty of the search on dev, and the model's own afterwards
 * @param trainer rates, epochs, seed
 */
public record CaptionTrainingConfig(
    TrainingFiles files,
    CaptionSources sources,
    CaptionRecipe recipe,
    String from,
    int samples,
    int minWordCount,
    int maxWords,
    double lengthPenalty,
    TrainerConfig trainer) {

  /** Stands for sizes that the data and the encoder will tell. */
  private static final int UNKNOWN_SIZE = 100;

  /** Checks what the network's own configuration does not. */
  public CaptionTrainingConfig {
    if (minWordCount < 1) {
      throw new IllegalArgumentException(
          "Expected a minimum word count of at least 1 but got " + minWordCount);
    }
    if (sources.text() != null && from == null && recipe.wordSlots() == 0) {
      throw new IllegalArgumentException(wordless(sources.text() + "", "this network"));
    }
    if (from == null) {
      recipe.decoder(UNKNOWN_SIZE, UNKNOWN_SIZE, UNKNOWN_SIZE); // refuses now, not after encoding
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

  /** Why a network cannot learn from sentences without photos, and what to do. */
  static String wordless(String text, String network) {
    return "--text "
        + text
        + " teaches a network that attends to detected words, but "
        + network
        + " attends to none; expected --like semantic, or leave out --text";
  }

  /** All data sets to learn from. */
  List<String> data() {
    return Stream.concat(Stream.of(files.data()), sources.moreData().stream()).toList();
  }

  /** What must be equal for a run to go on from a checkpoint; a text that is compared. */
  String fingerprint(String dataHash, String encoderHash) {
    return String.join(
        "\n",
        "data " + dataHash,
        "encoder " + encoderHash,
        "words " + minWordCount + " " + maxWords,
        "network "
            + recipe.cell()
            + " "
            + recipe.embeddingSize()
            + " "
            + recipe.units()
            + " "
            + recipe.injection()
            + " "
            + recipe.dropout()
            + (recipe.attention() == null
                ? ""
                : " " + recipe.attention() + " " + trainer.regularisation().attention())
            + (recipe.layers() == 1 ? "" : " " + recipe.layers() + " layers")
            + (recipe.wordSlots() == 0 ? "" : " " + recipe.wordSlots() + " words")
            + (from == null ? "" : " from " + from)
            + (samples == 0 ? "" : " samples " + samples),
        "trainer "
            + trainer.batchSize()
            + " "
            + trainer.optimiser().learningRate()
            + " "
            + trainer.optimiser().learningRateDecay()
            + " "
            + trainer.optimiser().warmupSteps()
            + " "
            + trainer.optimiser().clipNorm()
            + " "
            + trainer.regularisation().labelSmoothing()
            + " "
            + trainer.regularisation().averageDecay()
            + " "
            + trainer.seed()
            + trainer.unusual()
            + files.drawing()
            + sources.fingerprint());
  }
}
