package org.showtell.app.cli.describe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.TimeSpan;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.video.VideoFormat;
import org.showtell.app.output.video.VideoOutput;
import org.showtell.app.video.VideoOptions;
import org.showtell.encoder.video.sampling.FrameSampler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code showtell video}: videos into captions with times. */
@Command(
    name = "video",
    description = "Writes captions with times for videos.",
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "Examples:",
      "  showtell video clip.mp4",
      "  showtell video clip.mp4 -f srt --merge -o clip.srt",
      "  showtell video holiday/*.mp4 --scenes -f html -o holiday.html",
      "  showtell video holiday/*.mp4 --frames 8 --summary -f jsonl",
      "  showtell video holiday/*.mp4 --scenes -f jsonl --keywords 5",
      "",
      "Exit code: 0 all videos captioned; 1 some failed or are truncated, each named; 2 wrong usage"
          + " or model."
    })
public final class VideoCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Videos in any format that FFmpeg reads.")
  private List<String> videos;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = TimeSpan.class,
      description = "Caption one frame per TIME, such as 2s, 500ms or 1m (default: 2s).")
  private Duration every;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Instead of --every: caption N frames, evenly spaced (default: none).")
  private Integer frames;

  @Option(
      names = "--scenes",
      fallbackValue = "true",
      description = "Instead of --every: caption the middle frame of each shot (default: no).")
  private boolean scenes;

  @Option(
      names = "--merge",
      fallbackValue = "true",
      description = "Merge neighbouring cues whose captions are nearly equal (default: no).")
  private boolean merge;

  @Option(
      names = "--summary",
      fallbackValue = "true",
      description = "Add one caption for the whole video, by mean pooling (default: no).")
  private boolean summary;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "Output format: ${COMPLETION-CANDIDATES} (default: text: path, start, end and"
              + " caption with tabs between).")
  private VideoFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE|DIR",
      description = "File, or folder for srt and vtt of several videos (default: stdout).")
  private Path output;

  @Option(
      names = "--overwrite",
      fallbackValue = "true",
      description = "Replace existing output (default: no).")
  private boolean overwrite;

  @Mixin private GenerationOptions generation;

  @Mixin private SelectionOptions selection;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "16",
      description = "Frames per forward pass (default: 16).")
  private int batchSize;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads that decode the video (default: 2).")
  private int threads;

  @Mixin private CommonOptions common;

  public VideoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws ModelLoadException, OutputRefusedException {
    common.apply(context.terminal());
    VideoOptions options = options();
    CaptionOptions search = search();
    VideoOutput.Config config =
        new VideoOutput.Config(
            format,
            Optional.ofNullable(output),
            overwrite && (output != null || Usage.isTyped(command, "--overwrite")),
            search.keywords().areWanted());
    VideoOutput place = VideoOutput.prepare(config, videos, context.terminal().data());
    return new VideoRun(context, videos, place)
        .run(search, options.with(search), format == VideoFormat.HTML);
  }

  // Configured keywords are no error in a run that has no use for them.
  private CaptionOptions search() {
    CaptionOptions search = selection.addTo(generation.toOptions());
    if (!format.isPerVideo() || !search.keywords().areWanted()) {
      return search;
    }
    if (selection.isKeywordsTyped()) {
      throw wrong(
          "--keywords and -f "
              + format
              + ": subtitles hold sentences and no keywords; use -f jsonl, html or text");
    }
    return search.withKeywords(CaptionOptions.Keywords.NONE);
  }

  private VideoOptions options() {
    if (generation.numCaptions() != 1) {
      throw wrong(
          "--num-captions must be 1 for a video, but got %d: a cue has one caption"
              .formatted(generation.numCaptions()));
    }
    if (summary && format == VideoFormat.SRT) {
      throw wrong(
          "--summary and -f srt: srt holds cues alone, and they do not overlap; use -f vtt or jsonl");
    }
    try {
      return new VideoOptions(sampler(), merge, summary, batchSize, threads);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  // What was typed overrides the environment and the file.
  private FrameSampler sampler() {
    List<String> typed = Usage.typed(command, List.of("--every", "--frames", "--scenes"));
    if (typed.size() > 1) {
      throw Usage.contradiction(command, typed);
    }
    boolean chosen = !typed.isEmpty();
    if (chosen ? typed.contains("--scenes") && scenes : scenes) {
      return FrameSampler.scenes();
    }
    if (frames != null && (!chosen || typed.contains("--frames"))) {
      return FrameSampler.count(frames);
    }
    return FrameSampler.every(every);
  }

  private ParameterException wrong(String message) {
    return Usage.wrong(command, message);
  }
}
