package org.showtell.app.cli.train;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.showtell.app.training.caption.CaptionRecipe;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Stack;
import org.showtell.decoder.cell.Initialisation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options of the caption network: a named recipe, and changes to it. */
final class NetworkOptions {
  @Option(
      names = "--like",
      paramLabel = "NAME",
      description =
          "Recipe of the network: attend, semantic, semantic-copy, plain-lstm, show-and-tell,"
              + " neuraltalk, neuraltalk2, show-attend-and-tell, hard-attention, two-layer, lrcn,"
              + " mean-pool-video or m-rnn; with -small behind it 128 units at most; the options"
              + " below override it (default: attend).")
  private String like;

  @ArgGroup(exclusive = false, validate = false)
  private CellOptions cells = new CellOptions();

  @Option(names = "--units", paramLabel = "N", description = "Hidden size (default: the recipe's).")
  private Integer units;

  @Option(
      names = "--parameters",
      paramLabel = "N",
      description =
          "In the place of --units: as many units as bring the network closest to N parameters, to"
              + " compare networks of different forms (default: as --units says).")
  private Long parameters;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Word embedding size (default: the recipe's).")
  private Integer embedding;

  @Option(
      names = "--injection",
      paramLabel = "MODE",
      description =
          "Where the image vector enters: every-step, first-input, initial-state,"
              + " every-step-and-state or merge; with --attention initial-state or"
              + " every-step-and-state (default: the recipe's).",
      converter = InjectionConverter.class)
  private Injection injection;

  @Option(
      names = "--attention",
      paramLabel = "MODE",
      description = "Attention to the grid: ${COMPLETION-CANDIDATES} (default: the recipe's).")
  private AttentionName attention;

  @Option(
      names = "--attention-score",
      paramLabel = "S",
      description = "Attention score: additive, dot_product (default: the recipe's).")
  private AttentionConfig.Score score;

  @Option(
      names = "--attention-gate",
      paramLabel = "G",
      description = "Context gate: none, scalar, vector (default: the recipe's).")
  private AttentionConfig.Gate gate;

  @Option(
      names = "--attention-size",
      paramLabel = "N",
      description = "Hidden size of the attention (default: the recipe's).")
  private Integer attentionSize;

  @Option(
      names = "--grid-size",
      paramLabel = "N",
      description = "Project grid features to this size; 0: no projection (default: the recipe's).")
  private Integer gridSize;

  @Option(
      names = "--coverage",
      paramLabel = "X",
      description = "Weight of the doubly stochastic attention penalty (default: 0).")
  private double coverage = AttentionObjective.defaults().coverage();

  @Option(
      names = "--learned-start",
      description =
          "Train the state before the first word, where the image does not give it (default: no,"
              + " zeros).")
  private Boolean learnedStart;

  @Option(
      names = "--recurrent-init",
      paramLabel = "W",
      description =
          "First recurrent weights: cell (as the cell says), xavier, uniform, orthogonal, identity"
              + " (default: cell).")
  private Initialisation.Weights init;

  @Option(
      names = "--forget-bias",
      paramLabel = "X",
      description = "First bias of an LSTM's forget gate (default: 1).")
  private Double forgetBias;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description = "Dropout probability (default: the recipe's).")
  private Double dropout;

  /** Reads every-step as well as every_step. */
  static final class InjectionConverter implements ITypeConverter<Injection> {
    @Override
    public Injection convert(String name) {
      return CellOptions.named(Injection.class, name);
    }
  }

  enum AttentionName {
    none,
    soft,
    hard
  }

  /**
   * The recipe with the user's changes.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  CaptionRecipe recipe() {
    if (units != null && parameters != null) {
      throw new IllegalArgumentException(
          "--units and --parameters contradict each other: leave one out");
    }
    CaptionRecipe base = CaptionRecipe.named(like == null ? CaptionRecipe.DEFAULT : like);
    AttentionConfig chosen = attention(base);
    CaptionRecipe.Sizes sizes = base.sizes();
    Stack stack = cells.over(base.stack()).withLearnedStart(Boolean.TRUE.equals(learnedStart));
    int hidden = units == null ? sizes.units() : units;
    int words = stack.cell().addsInput() ? hidden : sizes.embeddingSize();
    Initialisation usual = base.initialisation();
    return new CaptionRecipe(
        base.name(),
        base.summary(),
        stack,
        new CaptionRecipe.Sizes(
            embedding == null ? words : embedding,
            hidden,
            dropout == null ? sizes.dropout() : dropout,
            parameters == null ? 0 : parameters),
        injection(base, chosen),
        chosen,
        chosen == null ? 0 : base.wordSlots(),
        chosen != null && base.copies());
  }

  /** Whether the user chose anything about the network, coverage aside. */
  boolean isAsked() {
    return Stream.of(
            like,
            cells.asked(),
            units,
            parameters,
            embedding,
            injection,
            attention,
            score,
            gate,
            attentionSize,
            gridSize,
            dropout,
            init,
            forgetBias,
            learnedStart)
        .anyMatch(Objects::nonNull);
  }

  AttentionObjective objective() {
    return AttentionObjective.defaults().withCoverage(coverage);
  }

  private AttentionConfig attention(CaptionRecipe base) {
    boolean shaped = score != null || gate != null || attentionSize != null || gridSize != null;
    // Naming where the vector enters asks for a network that reads a vector.
    boolean vectorWanted = injection != null && attention == null && !shaped;
    if (attention == AttentionName.none || vectorWanted) {
      return null;
    }
    AttentionConfig config = base.attention();
    if (config == null && attention == null && !shaped) {
      return null;
    }
    if (config == null) {
      config = CaptionRecipe.named(CaptionRecipe.DEFAULT).attention();
    }
    return new AttentionConfig(
        score == null ? config.score() : score,
        attention == null
            ? config.mode()
            : AttentionConfig.Mode.valueOf(attention.name().toUpperCase(Locale.ROOT)),
        gate == null ? config.gate() : gate,
        attentionSize == null ? config.size() : attentionSize,
        gridSize == null ? gridSize(config) : gridSize);
  }

  // Hard attention reads grid positions unprojected.
  private int gridSize(AttentionConfig config) {
    return attention == AttentionName.hard ? 0 : config.gridSize();
  }

  private Injection injection(CaptionRecipe base, AttentionConfig chosen) {
    if (chosen != null && injection == null) {
      return base.attention() == null ? Injection.EVERY_STEP_AND_STATE : base.injection();
    }
    if (injection != null) {
      return injection;
    }
    return base.attention() == null ? base.injection() : Injection.EVERY_STEP;
  }
}
