package org.showtell.app.training.caption;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.SemanticConfig;
import org.showtell.decoder.Stack;
import org.showtell.decoder.cell.Initialisation;
import org.showtell.nn.Check;

/**
 * A caption network by name.
 *
 * @param name what users type
 * @param summary one line for users
 * @param stack its recurrent layers
 * @param injection where the image enters
 * @param attention over the grid, or null
 * @param wordSlots detected words of an image that the decoder attends to beside the grid; 0 for
 *     none
 * @param copies whether the output can take a detected word as it is
 * @param initialisation the first values of its recurrent weights
 */
public record CaptionRecipe(
    String name,
    String summary,
    Stack stack,
    Sizes sizes,
    Injection injection,
    AttentionConfig attention,
    int wordSlots,
    boolean copies,
    Initialisation initialisation) {
  /** The recipe of those who name none. */
  public static final String DEFAULT = "attend";

  /** Dropout of the elements of detected words' vectors. */
  private static final double WORD_DROPOUT = 0.25;

  private static final Stack LSTM = Stack.of(CellType.LSTM, 1);

  /** Names that the papers' readers type, beside those that came first. */
  private static final Map<String, String> ALIASES =
      Map.of("show-attend-and-tell", "show-attend-tell");

  /** Ends the name of a recipe with sizes of at most {@link #SMALL_SIZE}. */
  private static final String SMALL = "-small";

  private static final int SMALL_SIZE = 128;

  private static final Map<String, CaptionRecipe> RECIPES = new LinkedHashMap<>();

  /** A recipe whose recurrent weights start as its cell says. */
  public CaptionRecipe(
      String name,
      String summary,
      Stack stack,
      Sizes sizes,
      Injection injection,
      AttentionConfig attention,
      int wordSlots,
      boolean copies) {
    this(
        name,
        summary,
        stack,
        sizes,
        injection,
        attention,
        wordSlots,
        copies,
        Initialisation.usual());
  }

  /**
   * Sizes, and the dropout of word vectors and hidden states.
   *
   * @param embeddingSize E
   * @param units U; not used where {@code parameters} are given
   * @param dropout probability
   * @param parameters trainable scalars, which as many units are chosen for as come closest; 0 for
   *     the units given
   */
  public record Sizes(int embeddingSize, int units, double dropout, long parameters) {
    /** Checks the parameters; the network checks the others. */
    public Sizes {
      Check.that(parameters >= 0, "parameters must be at least 0", parameters);
    }

    /** Sizes with so many units. */
    public Sizes(int embeddingSize, int units, double dropout) {
      this(embeddingSize, units, dropout, 0);
    }
  }

  static {
    add(
        DEFAULT,
        "soft attention over a learnt grid, and the vector at every step",
        new Sizes(384, 384, 0.5),
        Injection.EVERY_STEP_AND_STATE,
        AttentionConfig.soft(256).withGridSize(384));
    CaptionRecipe semantic =
        new CaptionRecipe(
            "semantic",
            "attend, and the likeliest words of a detector beside the grid (You et al. 2016)",
            LSTM,
            new Sizes(256, 384, 0.3),
            Injection.INITIAL_STATE,
            AttentionConfig.soft(256).withGridSize(384).withGate(AttentionConfig.Gate.VECTOR),
            8,
            false);
    add(semantic);
    add(
        semantic.copying(
            "semantic-copy",
            "semantic, whose output can take a detected word as it is (Yao et al. 2017)"));
    add(
        "plain-lstm",
        "the image vector at every step (W_ih v), no attention",
        new Sizes(256, 384, 0.5),
        Injection.EVERY_STEP,
        null);
    add(
        "show-and-tell",
        "Vinyals et al. 2015: the image is the first input",
        new Sizes(512, 512, 0.3),
        Injection.FIRST_INPUT,
        null);
    add(
        "show-attend-tell",
        "Xu et al. 2015: soft attention, scalar gate, their sizes for COCO",
        new Sizes(512, 1800, 0.5),
        Injection.INITIAL_STATE,
        AttentionConfig.soft(512));
    add(
        "hard-attention",
        "Xu et al. 2015: one sampled location per word, learnt by REINFORCE",
        new Sizes(384, 384, 0.5),
        Injection.EVERY_STEP_AND_STATE,
        AttentionConfig.soft(256).withMode(AttentionConfig.Mode.HARD));
    add(
        "neuraltalk2",
        "Karpathy's second: the image is the first input, 512 units",
        new Sizes(512, 512, 0.5),
        Injection.FIRST_INPUT,
        null);
    add(
        "neuraltalk",
        "Karpathy and Fei-Fei 2015, released code: the image is the first input, 256 units",
        new Sizes(256, 256, 0.5),
        Injection.FIRST_INPUT,
        null);
    add(
        "two-layer",
        "plain-lstm with a second layer, at which the image vector enters",
        Stack.of(CellType.LSTM, 2),
        new Sizes(256, 384, 0.5),
        Injection.EVERY_STEP);
    add(
        "lrcn",
        "Donahue et al. 2015 (2f): two layers of 1,000 units, the image at the second",
        Stack.of(CellType.LSTM, 2),
        new Sizes(1000, 1000, 0.5),
        Injection.EVERY_STEP);
    add(
        "mean-pool-video",
        "Venugopalan et al. 2014: lrcn over the mean vector of a video's frames",
        Stack.of(CellType.LSTM, 2),
        new Sizes(1000, 1000, 0.5),
        Injection.EVERY_STEP);
    add(
        "m-rnn",
        "Mao et al. 2015: a rectified recurrent layer of 256 units that never sees the image;"
            + " both meet in a layer of 512",
        Stack.of(CellType.RELU, 1),
        new Sizes(256, 256, 0.5),
        Injection.MERGE);
  }

  private static void add(
      String name, String summary, Stack stack, Sizes sizes, Injection injection) {
    add(new CaptionRecipe(name, summary, stack, sizes, injection, null, 0, false));
  }

  private static void add(
      String name, String summary, Sizes sizes, Injection injection, AttentionConfig attention) {
    add(new CaptionRecipe(name, summary, LSTM, sizes, injection, attention, 0, false));
  }

  private static void add(CaptionRecipe recipe) {
    RECIPES.put(recipe.name(), recipe);
  }

  private CaptionRecipe copying(String otherName, String otherSummary) {
    return new CaptionRecipe(
        otherName, otherSummary, stack, sizes, injection, attention, wordSlots, true);
  }

  /**
   * The network for a vocabulary of V words and features of size D.
   *
   * @param detectedWords W of the detector; 0 without one
   */
  public DecoderConfig decoder(int vocabularySize, int memorySize, int detectedWords) {
    DecoderConfig decoder =
        new DecoderConfig(
            new DecoderConfig.Sizes(
                vocabularySize, memorySize, sizes.embeddingSize(), sizes.units()),
            stack,
            injection,
            sizes.dropout(),
            attention,
            wordSlots == 0
                ? null
                : new SemanticConfig(detectedWords, wordSlots, WORD_DROPOUT, copies));
    return sizes.parameters() == 0 ? decoder : decoder.withParameters(sizes.parameters());
  }

  /** All names, the default first. */
  public static List<String> names() {
    return List.copyOf(RECIPES.keySet());
  }

  private CaptionRecipe small() {
    return new CaptionRecipe(
        name + SMALL,
        summary + ", scaled down",
        stack,
        new Sizes(
            Math.min(SMALL_SIZE, sizes.embeddingSize),
            Math.min(SMALL_SIZE, sizes.units),
            sizes.dropout),
        injection,
        attention,
        wordSlots,
        copies);
  }

  /**
   * The recipe of this name, or with "-small" behind it the same with 128 units at most.
   *
   * @throws IllegalArgumentException if there is none; the message names those that are
   */
  public static CaptionRecipe named(String name) {
    if (name.endsWith(SMALL)) {
      return named(name.substring(0, name.length() - SMALL.length())).small();
    }
    CaptionRecipe recipe = RECIPES.get(ALIASES.getOrDefault(name, name));
    if (recipe == null) {
      throw new IllegalArgumentException(
          "there is no recipe '" + name + "'; there are " + String.join(", ", names()));
    }
    return recipe;
  }
}
