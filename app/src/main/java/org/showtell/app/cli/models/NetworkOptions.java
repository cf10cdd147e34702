package org.showtell.app.cli.models;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.showtell.app.training.caption.CaptionRecipe;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Injection;
import picocli.CommandLine.Option;

/** What the caption network is made of: a named recipe, and what the user wants otherwise. */
public final class NetworkOptions {
  @Option(
      names = "--like",
      paramLabel = "NAME",
      description =
          "attend (the default), semantic, semantic-copy, plain-lstm, show-and-tell, neuraltalk2,"
              + " show-attend-tell or hard-attention, two-layer or lrcn; the options below change"
              + " it.")
  private String like;

  @Option(names = "--cell", description = "${COMPLETION-CANDIDATES}.")
  private CellName cell;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Recurrent layers; the image enters at the second.")
  private Integer layers;

  @Option(names = "--units", paramLabel = "N", description = "U.")
  private Integer units;

  @Option(names = "--embedding", paramLabel = "N", description = "E.")
  private Integer embedding;

  @Option(
      names = "--injection",
      paramLabel = "MODE",
      description =
          "Where the image vector enters, for a network without attention:"
              + " ${COMPLETION-CANDIDATES}.")
  private InjectionName injection;

  @Option(
      names = "--attention",
      paramLabel = "MODE",
      description = "How the decoder looks at the grid: ${COMPLETION-CANDIDATES}.")
  private AttentionName attention;

  @Option(names = "--attention-score", paramLabel = "S", description = "${COMPLETION-CANDIDATES}.")
  private ScoreName score;

  @Option(
      names = "--attention-gate",
      paramLabel = "G",
      description = "How the context is turned up and down: ${COMPLETION-CANDIDATES}.")
  private GateName gate;

  @Option(names = "--attention-size", paramLabel = "N", description = "A.")
  private Integer attentionSize;

  @Option(
      names = "--grid-size",
      paramLabel = "N",
      description = "M: positions pass a learnt layer of this size first; 0: none.")
  private Integer gridSize;

  @Option(
      names = "--coverage",
      paramLabel = "X",
      description = "Weight of the doubly stochastic penalty (${DEFAULT-VALUE}).")
  private double coverage = AttentionObjective.defaults().coverage();

  @Option(names = "--dropout", paramLabel = "X", description = "Share.")
  private Double dropout;

  /** The cells, as the command line names them. */
  enum CellName {
    lstm
  }

  /** The injections, as the command line names them. */
  enum InjectionName {
    every_step,
    first_input,
    initial_state,
    every_step_and_state
  }

  /** The attentions, as the command line names them. */
  enum AttentionName {
    none,
    soft,
    hard
  }

  /** The scores, as the command line names them. */
  enum ScoreName {
    additive,
    dot_product
  }

  /** The gates, as the command line names them. */
  enum GateName {
    none,
    scalar,
    vector
  }

  /**
   * The recipe with the user's changes.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  public CaptionRecipe recipe() {
    CaptionRecipe base = CaptionRecipe.named(like == null ? CaptionRecipe.DEFAULT : like);
    AttentionConfig chosen = attention(base);
    CaptionRecipe.Sizes sizes = base.sizes();
    return new CaptionRecipe(
        base.name(),
        base.summary(),
        cell == null ? base.cell() : CellType.valueOf(upper(cell)),
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

  /** Whether the user wants a certain network. */
  public boolean isAsked() {
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

  public AttentionObjective objective() {
    return AttentionObjective.defaults().withCoverage(coverage);
  }

  private AttentionConfig attention(CaptionRecipe base) {
    boolean shaped = score != null || gate != null || attentionSize != null || gridSize != null;
    // To say where the vector enters is to want a network that reads a vector.
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
        score == null ? config.score() : AttentionConfig.Score.valueOf(upper(score)),
        attention == null ? config.mode() : AttentionConfig.Mode.valueOf(upper(attention)),
        gate == null ? config.gate() : AttentionConfig.Gate.valueOf(upper(gate)),
        attentionSize == null ? config.size() : attentionSize,
        gridSize == null ? gridSize(config) : gridSize);
  }

  // Hard attention looks at positions as they are.
  private int gridSize(AttentionConfig config) {
    return attention == AttentionName.hard ? 0 : config.gridSize();
  }

  private Injection injection(CaptionRecipe base, AttentionConfig chosen) {
    if (chosen != null && injection == null) {
      return base.attention() == null ? Injection.EVERY_STEP_AND_STATE : base.injection();
    }
    if (injection != null) {
      return Injection.valueOf(upper(injection));
    }
    return base.attention() == null ? base.injection() : Injection.EVERY_STEP;
  }

  private static String upper(Enum<?> name) {
    return name.name().toUpperCase(Locale.ROOT);
  }
}
