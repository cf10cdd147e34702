package org.showtell.app.training.language;

import java.nio.file.Path;
import org.showtell.app.training.TrainingFiles;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.Stack;
import org.showtell.decoder.cell.Initialisation;
import org.showtell.decoder.language.LanguageTraining;
import org.showtell.nn.Check;

/**
 * One {@code train language} run.
 *
 * @param text the file to learn
 * @param network its sizes
 * @param training epochs of 0 stand for as many as read about {@code USUAL_TOKENS} tokens
 * @param sampleEvery tokens between samples; 0 for none
 */
public record LanguageTrainingConfig(
    Text text,
    Network network,
    LanguageTraining.Config training,
    int sampleEvery,
    TrainingFiles.Output output) {
  /** What is worth less than 40 seconds of two cores with the usual network. */
  static final int USUAL_TOKENS = 400_000;

  static final int FEWEST_EPOCHS = 3;
  static final int MOST_EPOCHS = 200;

  /**
   * The text.
   *
   * @param level what a symbol is
   * @param minCount symbols that occur less often are unknown
   * @param heldOut share of the text, at its end, that perplexity is measured on
   */
  public record Text(Path file, TextVocabulary.Level level, int minCount, double heldOut) {
    /** Checks each value. */
    public Text {
      Check.atLeast("minWordCount", minCount, 1);
      Check.that(heldOut >= 0 && heldOut <= 0.5, "heldOut must be in [0, 0.5]", heldOut);
    }
  }

  /** E, U, the layers, dropout, and the first weights. */
  public record Network(
      int embedding, int units, Stack stack, double dropout, Initialisation initialisation) {}
}
