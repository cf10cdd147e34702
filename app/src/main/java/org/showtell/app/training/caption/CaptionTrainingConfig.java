package org.showtell.app.training.caption;

import java.nio.file.Path;
import org.showtell.app.training.TrainingFiles;
import org.showtell.decoder.cell.Initialisation;
import org.showtell.decoder.training.TrainerConfig;

/**
 * One {@code train caption} run.
 *
 * @param recipe the network of a run that begins anew
 * @param from what training goes on with, in place of the recipe; null to begin anew
 */
public record CaptionTrainingConfig(
    TrainingFiles files,
    CaptionRecipe recipe,
    Continuation from,
    Words words,
    Search search,
    TrainerConfig trainer) {
  /** Stands for sizes that the data and the encoder will tell. */
  private static final int UNKNOWN_SIZE = 100;

  /**
   * A trained model whose words and network training goes on with. The encoder is the files', which
   * may be that model's.
   *
   * @param model name or file
   * @param samples sentences drawn per image for self-critical training; 0 to train on the captions
   * @param encoder whether the encoder is trained too
   */
  public record Continuation(String model, int samples, boolean encoder) {
    /** Checks the number of samples. */
    public Continuation {
      if (samples != 0 && samples < 2) {
        throw new IllegalArgumentException(
            "selfCritical must be at least 2 sentences per image, but got " + samples);
      }
      if (samples != 0 && encoder) {
        throw new IllegalArgumentException(
            "fineTuneEncoder trains on the captions' words, but got selfCritical " + samples);
      }
    }
  }

  /**
   * The words of captions.
   *
   * @param minWordCount words that occur less often become UNK
   * @param maxWords longer captions are cut
   * @param language a word language model that a fresh network starts with; null for none
   */
  public record Words(int minWordCount, int maxWords, Path language) {
    /** Words of which nothing is known before. */
    public Words(int minWordCount, int maxWords) {
      this(minWordCount, maxWords, null);
    }

    /** Checks each value. */
    public Words {
      if (minWordCount < 1) {
        throw new IllegalArgumentException(
            "minWordCount must be at least 1, but got " + minWordCount);
      }
      if (maxWords < 1) {
        throw new IllegalArgumentException("maxWords must be at least 1, but got " + maxWords);
      }
    }
  }

  /**
   * The search on dev, which the model keeps as its own.
   *
   * @param wordBonus what a detected word adds to the rank of a caption that says it, times its
   *     probability
   * @param evidenceWeight 0 to 100: weight of the evidence for the objects that a caption names;
   *     the model keeps it, and the scores on dev are without it
   */
  public record Search(double lengthPenalty, double wordBonus, double evidenceWeight) {
    public Search {
      if (!(evidenceWeight >= 0 && evidenceWeight <= 100)) {
        throw new IllegalArgumentException(
            "evidenceWeight must be 0 to 100, but got " + evidenceWeight);
      }
    }
  }

  /** Checks what the network's own configuration does not. */
  public CaptionTrainingConfig {
    if (from == null) {
      if (files.text().file() != null && recipe.wordSlots() == 0) {
        throw wordless(files, "this network");
      }
      recipe.decoder(UNKNOWN_SIZE, UNKNOWN_SIZE, UNKNOWN_SIZE); // refuses now, not after encoding
    }
  }

  /** Why a network cannot be trained on sentences without images, and what to do. */
  static IllegalArgumentException wordless(TrainingFiles files, String network) {
    return new IllegalArgumentException(
        ("text is for a network that attends to detected words, but got %s, and %s attends to"
                + " none; use the recipe semantic, or leave out the text")
            .formatted(files.text().file(), network));
  }

  boolean trainsEncoder() {
    return from != null && from.encoder();
  }

  /** What must be equal for a run to resume from a checkpoint. */
  String fingerprint(String dataHash, String encoderHash) {
    CaptionRecipe.Sizes sizes = recipe.sizes();
    String network =
        "network %s %d %d %s %s"
                .formatted(
                    recipe.stack().cell(),
                    sizes.embeddingSize(),
                    sizes.units(),
                    recipe.injection(),
                    sizes.dropout())
            + (recipe.attention() == null
                ? ""
                : " " + recipe.attention() + " " + trainer.regularisation().attention())
            + (sizes.parameters() == 0 ? "" : " " + sizes.parameters() + " parameters")
            + (recipe.stack().layers() == 1 ? "" : " " + recipe.stack().layers() + " layers")
            + (recipe.stack().skip() ? " skip" : "")
            + (recipe.stack().learnedStart() ? " learned start" : "")
            + (recipe.stack().dropout() == 0 ? "" : " between " + recipe.stack().dropout())
            + (recipe.wordSlots() == 0 ? "" : " " + recipe.wordSlots() + " words")
            + (recipe.initialisation().equals(Initialisation.usual())
                ? ""
                : " " + recipe.initialisation())
            + (from == null ? "" : " from " + from.model())
            + (from == null || from.samples() == 0 ? "" : " samples " + from.samples());
    return String.join(
            "\n",
            "data " + dataHash,
            "encoder " + encoderHash,
            "words "
                + words.minWordCount()
                + " "
                + words.maxWords()
                + (words.language() == null ? "" : " after " + words.language().getFileName()),
            network,
            trainer.fingerprint())
        + files.data().fingerprint()
        + files.text().fingerprint()
        + (trainsEncoder() ? "\nthe encoder learns" : "");
  }
}
