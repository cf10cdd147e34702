package org.showtell.app.training.caption;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.SemanticConfig;

/**
 * A caption network by name: what {@code train caption --like} takes.
 *
 * @param name what users type
 * @param summary one line for users
 * @param cell the recurrent cell
 * @param embeddingSize E
 * @param units U
 * @param injection where the image enters
 * @param attention how the decoder looks at the grid, or null
 * @param dropout share of dropped elements
 * @param layers recurrent layers; with two the image enters at the second
 * @param wordSlots detected words of an image that the decoder attends to beside the grid; 0 for
 *     none
 * @param copies whether the output can take a detected word as it is
 */
public record CaptionRecipe(
    String name,
    String summary,
    CellType cell,
    int embeddingSize,
    int units,
    Injection injection,
    AttentionConfig attention,
    double dropout,
    int layers,
    int wordSlots,
    boolean copies) {

  /** Share of the elements of detected words' vectors that training drops. */
  private static final double WORD_DROPOUT = 0.25;

  /** The recipe of those who name none. */
  public static final String DEFAULT = "attend";

  private static final Map<String, CaptionRecipe> RECIPES = new LinkedHashMap<>();

  static {
    add(
        new CaptionRecipe(
            DEFAULT,
            "soft attention over a learnt grid, and the vector at every step",
            CellType.LSTM,
            384,
            384,
            Injection.EVERY_STEP_AND_STATE,
            AttentionConfig.soft(256).withGridSize(384),
            0.5));
    add(
        new CaptionRecipe(
            "semantic",
            "attend, and the likeliest words of a detector beside the grid (You et al. 2016)",
            CellType.LSTM,
            256,
            384,
            Injection.INITIAL_STATE,
            AttentionConfig.soft(256).withGridSize(384).withGate(AttentionConfig.Gate.VECTOR),
            0.3,
            1,
            8,
            false));
    add(
        new CaptionRecipe(
            "semantic-copy",
            "semantic, whose output can take a detected word as it is (Yao et al. 2017)",
            CellType.LSTM,
            256,
            384,
            Injection.INITIAL_STATE,
            AttentionConfig.soft(256).withGridSize(384).withGate(AttentionConfig.Gate.VECTOR),
            0.3,
            1,
            8,
            true));
    add(
        new CaptionRecipe(
            "plain-lstm",
            "the image vector at every step (W_ih v), no attention",
            CellType.LSTM,
            256,
            384,
            Injection.EVERY_STEP,
            null,
            0.5));
    add(
        new CaptionRecipe(
            "show-and-tell",
            "Vinyals et al. 2015: the image is the first input",
            CellType.LSTM,
            512,
            512,
            Injection.FIRST_INPUT,
            null,
            0.3));
    add(
        new CaptionRecipe(
            "show-attend-tell",
            "Xu et al. 2015: soft attention, scalar gate, their sizes for COCO",
            CellType.LSTM,
            512,
            1800,
            Injection.INITIAL_STATE,
            AttentionConfig.soft(512),
            0.5));
    add(
        new CaptionRecipe(
            "hard-attention",
            "Xu et al. 2015: one sampled location per word, learnt by REINFORCE",
            CellType.LSTM,
            384,
            384,
            Injection.EVERY_STEP_AND_STATE,
            AttentionConfig.soft(256).withMode(AttentionConfig.Mode.HARD),
            0.5));
    add(
        new CaptionRecipe(
            "neuraltalk2",
            "Karpathy's second: the image is the first input, 512 units",
            CellType.LSTM,
            512,
            512,
            Injection.FIRST_INPUT,
            null,
            0.5));
    add(
        new CaptionRecipe(
            "two-layer",
            "plain-lstm with a second layer, at which the image vector enters",
            CellType.LSTM,
            256,
            384,
            Injection.EVERY_STEP,
            null,
            0.5,
            2));
    add(
        new CaptionRecipe(
            "lrcn",
            "Donahue et al. 2015 (2f), Venugopalan et al. 2014: two layers of 1,000 units, the image"
                + " at the second",
            CellType.LSTM,
            1000,
            1000,
            Injection.EVERY_STEP,
            null,
            0.5,
            2));
  }

  private static void add(CaptionRecipe recipe) {
    RECIPES.put(recipe.name(), recipe);
  }

  /** A recipe without detected words. */
  public CaptionRecipe(
      String name,
      String summary,
      CellType cell,
      int embeddingSize,
      int units,
      Injection injection,
      AttentionConfig attention,
      double dropout,
      int layers) {
    this(
        name, summary, cell, embeddingSize, units, injection, attention, dropout, layers, 0, false);
  }

  /** A recipe of one layer. */
  private CaptionRecipe(
      String name,
      String summary,
      CellType cell,
      int embeddingSize,
      int units,
      Injection injection,
      AttentionConfig attention,
      double dropout) {
    this(name, summary, cell, embeddingSize, units, injection, attention, dropout, 1);
  }

  /**
   * The network for a vocabulary of V words and features of size D.
   *
   * @param detectedWords W, which the detector knows; 0 without one
   */
  public DecoderConfig decoder(int vocabularySize, int memorySize, int detectedWords) {
    return new DecoderConfig(
        new DecoderConfig.Sizes(vocabularySize, memorySize, embeddingSize, units),
        cell,
        layers,
        injection,
        dropout,
        attention,
        wordSlots == 0 ? null : new SemanticConfig(detectedWords, wordSlots, WORD_DROPOUT, copies));
  }

  /** All names, the default first. */
  public static List<String> names() {
    return List.copyOf(RECIPES.keySet());
  }

  /**
   * The recipe of this name.
   *
   * @throws IllegalArgumentException if there is none; the message names those that are
   */
  public static CaptionRecipe named(String name) {
    CaptionRecipe recipe = RECIPES.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException(
          "there is no recipe '" + name + "'; there are " + String.join(", ", names()));
    }
    return recipe;
  }
}
