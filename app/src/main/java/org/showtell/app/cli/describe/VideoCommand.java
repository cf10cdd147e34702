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
    description = "Describes what is to be seen in videos, with times.",
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
      "Exit code: 0 all done; 1 some videos failed or are not whole, each named; 2 wrong usage or"
          + " model."
    })
public final class VideoCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec command;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Videos: whatever FFmpeg reads.")
  private List<String> videos;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = TimeSpan.class,
      description = "A frame each 2s, 500ms, 1m (default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Instead: so many frames, spread evenly.")
  private Integer frames;

  @Option(
      names = "--scenes",
      fallbackValue = "true",
      description = "Instead: one frame from the middle of each shot.")
  private boolean scenes;

  @Option(
      names = "--merge",
      fallbackValue = "true",
      description = "Make one cue of neighbours that say nearly the same.")
  private boolean merge;

  @Option(
      names = "--summary",
      fallbackValue = "true",
      description = "Add one sentence for the whole video, from the mean of its frames.")
  private boolean summary;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}: path, start, end and caption with"
              + " tabs between).")
  private VideoFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE|DIR",
      description = "Write here instead of to stdout; srt and vtt of several videos into a folder.")
  private Path output;

  @Option(names = "--overwrite", fallbackValue = "true", description = "Replace what is there.")
  private boolean overwrite;

  @Mixin private GenerationOptions generation;

  @Mixin private SelectionOptions selection;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "16",
      description = "Frames that the model sees at once (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads that decode beside the model (default: ${DEFAULT-VALUE}).")
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
            overwrite && (output != null || isTyped("--overwrite")),
            search.keywords().areWanted());
    VideoOutput place = VideoOutput.prepare(config, videos, context.terminal().data());
    return new VideoRun(context, videos, place)
        .run(search, options.with(search), format == VideoFormat.HTML);
  }

  // What was chosen once for all runs is not an error in a run that has no use for it.
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
          "--num-captions "
              + generation.numCaptions()
              + ": a cue has one caption; leave --num-captions out");
    }
    if (summary && format == VideoFormat.SRT) {
      throw wrong(
          "--summary and -f srt: such a file holds nothing but cues, which do not overlap; use"
              + " -f vtt or -f jsonl");
    }
    try {
      return new VideoOptions(sampler(), merge, summary, batchSize, threads);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  // What is typed goes before what the environment or a file says about the others.
  private FrameSampler sampler() {
    List<String> typed =
        List.of("--every", "--frames", "--scenes").stream().filter(this::isTyped).toList();
    if (typed.size() > 1) {
      throw wrong(String.join(" and ", typed) + " contradict each other: leave one out");
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

  private boolean isTyped(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
