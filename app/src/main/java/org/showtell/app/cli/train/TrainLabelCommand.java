package org.showtell.app.cli.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.TimeSpan;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.label.LabelTrainingConfig;
import org.showtell.app.training.label.LabelTrainingRun;
import org.showtell.app.video.FrameChoice;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Stack;
import org.showtell.decoder.label.LabelScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code showtell train label}: labels of clips, or of their frames. */
@Command(
    name = "label",
    description = {
      "Trains a recurrent network that labels video clips, or each of their frames.",
      "",
      "LABELS.csv has a line with column names: file and label and, where wanted, start and end"
          + " (seconds; the part of the video that has the label) and split (train, dev, test)."
          + " Without splits every fifth file of each label is for validation. The weights with the"
          + " best share of right labels are kept."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train label --data labels:clips.csv,clips -o moves.zip",
      "  showtell train label --data labels:clips.csv,clips --cell gru --bidirectional -o m.zip",
      "  showtell train label --data labels:parts.csv,videos --per-frame --every 250ms -o f.zip",
      "  showtell label -m moves.zip new/*.mp4"
    })
public final class TrainLabelCommand implements Callable<Integer> {
  private static final double LEARNING_RATE = 2e-3;
  private static final int BATCH_SIZE = 32;
  private static final Duration EVERY = Duration.ofMillis(500);

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "Videos with labels: labels:LABELS.csv,VIDEOS_DIR. Repeat to train on several datasets.")
  private List<String> data;

  @Option(
      names = "--per-frame",
      description = "Learn a label for each frame instead of one for each clip (default: no).")
  private boolean perFrame;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames of a clip, evenly spaced (default: 16).")
  private int frames = 16;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "With --per-frame: one frame per TIME, such as 500ms (default: 500ms).")
  private Duration every;

  @Option(
      names = "--mean-pool",
      description =
          "Label the mean of a clip's frames, which has no order: a baseline to compare with"
              + " (default: no).")
  private boolean meanPool;

  @Mixin private CellOptions cells;

  @Option(
      names = "--bidirectional",
      description = "Also read from the last frame to the first (default: no).")
  private boolean bidirectional;

  @Option(
      names = "--units",
      paramLabel = "N",
      description = "Hidden size of each layer and direction (default: 128).")
  private int units = 128;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description = "Dropout probability of frame features and hidden states (default: 0.2).")
  private double dropout = 0.2;

  @Mixin private TrainingOptions training;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public TrainLabelCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    common.apply(context.terminal());
    Path folder = training.checkpoint();
    LabelTrainingConfig config;
    try {
      config = config();
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, e.getMessage());
    }
    TrainingConsole console = new TrainingConsole(context.terminal(), "labels", "accuracy");
    return console.train(new LabelTrainingRun(config, console)::run, training.output(), folder);
  }

  private LabelTrainingConfig config() {
    if (perFrame && meanPool) {
      throw Usage.contradiction(spec, List.of("--per-frame", "--mean-pool"));
    }
    if (perFrame ? training.given("--frames") : every != null) {
      throw new IllegalArgumentException(
          "--frames counts the frames of a clip, --every goes with --per-frame: leave it out");
    }
    LabelScope clips = meanPool ? LabelScope.MEAN : LabelScope.CLIP;
    return new LabelTrainingConfig(
        training.files(data, TrainingFiles.Sentences.NONE, context),
        new LabelTrainingConfig.Network(
            units,
            cells.over(Stack.of(CellType.LSTM, 1)),
            bidirectional,
            perFrame ? LabelScope.FRAME : clips,
            dropout),
        perFrame ? FrameChoice.every(every == null ? EVERY : every) : FrameChoice.count(frames),
        training.trainer(AttentionObjective.defaults(), LEARNING_RATE, BATCH_SIZE));
  }
}
