package org.showtell.app.cli.train;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.showtell.app.training.caption.CaptionRecipe;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Injection;
import picocli.CommandLine.Option;

/** The options of the caption network: a named recipe, and changes to it. */
final class NetworkOptions {
  @Option(
      names = "--like",
      paramLabel = "NAME",
      description =
          "Recipe of the network: attend, semantic, semantic-copy, plain-lstm, show-and-tell,"
              + " neuraltalk2, show-attend-tell, hard-attention, two-layer or lrcn; the options"
              + " below override it (default: attend).")
  private String like;

  @Option(names = "--cell", description = "Recurrent cell: lstm (default: the recipe's).")
  private CellType cell;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "LSTM layers; of 2, the second reads the image (default: the recipe's).")
  private Integer layers;

  @Option(
      names = "--units",
      paramLabel = "N",
      description = "LSTM hidden size (default: the recipe's).")
  private Integer units;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Word embedding size (default: the recipe's).")
  private Integer embedding;

  @Option(
      names = "--injection",
      paramLabel = "MODE",
      description =
          "Where the image vector enters a network without attention: every_step, first_input, initial_state, every_step_and_state"
              + " (default: the recipe's).")
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
      names = "--dropout",
      paramLabel = "X",
      description = "Dropout probability (default: the recipe's).")
  private Double dropout;

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
    CaptionRecipe base = CaptionRecipe.named(like == null ? CaptionRecipe.DEFAULT : like);
    AttentionConfig chosen = attention(base);
    CaptionRecipe.Sizes sizes = base.sizes();
    return new CaptionRecipe(
        base.name(),
        base.summary(),
        cell == null ? base.cell() : cell,
        new CaptionRecipe.Sizes(
            embedding == null ? sizes.embeddingSize() : embedding,
            units == null ? sizes.units() : units,
            layers == null ? sizes.layers() : layers,
            dropout == null ? sizes.dropout() : dropout),
        injection(base, chosen),
        chosen,
        chosen == null ? 0 : base.wordSlots(),
        chosen != null && base.copies());
  }

  /** Whether the user chose anything about the network, coverage aside. */
  boolean isAsked() {
    return Stream.of(
            like,
            cell,
            layers,
            units,
            embedding,
            injection,
            attention,
            score,
            gate,
            attentionSize,
            gridSize,
            dropout)
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
