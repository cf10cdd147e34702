package org.showtell.app.cli.describe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.input.FailureReason;
import org.showtell.app.label.VideoLabeller;
import org.showtell.app.output.caption.RecordJson;
import org.showtell.app.output.file.PrintableText;
import org.showtell.dataset.PathName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code showtell label}: the labels of videos. */
@Command(
    name = "label",
    description = "Says the label of video clips, or of each of their frames.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell label -m moves.zip clip.mp4",
      "  showtell label -m frames.zip --per-frame -f jsonl videos/*.mp4",
      "",
      "Exit code: 0 all videos labelled; 1 some failed or are truncated, each named; 2 wrong usage"
          + " or model."
    })
public final class LabelCommand implements Callable<Integer> {
  private static final double MILLIS_PER_SECOND = 1000.0;

  private enum Format {
    text,
    json,
    jsonl
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Videos in any format that FFmpeg reads.")
  private List<String> videos;

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "M.zip",
      description = "Model that showtell train label has made.")
  private String model;

  @Option(
      names = "--per-frame",
      description =
          "A label for each frame, by a model that was trained with --per-frame (default: one for"
              + " the clip).")
  private boolean perFrame;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description =
          "Output format: ${COMPLETION-CANDIDATES} (default: text: path, with --per-frame start and"
              + " end in seconds, label and probability with tabs between).")
  private Format format = Format.text;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;
  private ModelBundle bundle;
  private boolean started;

  public LabelCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, UsageException {
    common.apply(context.terminal());
    boolean done = true;
    AtomicBoolean stop = new AtomicBoolean();
    try (Interruption interruption = new Interruption();
        VideoLabeller labeller = open()) {
      interruption.guard(() -> stop.set(true));
      String name = bundle.name();
      for (String path : videos) {
        if (stop.get()) {
          done = false;
          break;
        }
        done &= label(labeller, path, name);
      }
    }
    if (format == Format.json) {
      context.print(started ? "\n]\n" : "[]\n");
    }
    return done ? ExitCode.DONE : ExitCode.SOME_FAILED;
  }

  private VideoLabeller open() throws UsageException {
    try {
      bundle = ModelCatalog.open(model);
      VideoLabeller labeller = VideoLabeller.open(bundle, context.encoderWeights());
      if (perFrame && !labeller.labelsFrames()) {
        labeller.close();
        throw Usage.wrong(
            spec,
            "--per-frame needs a model of frames, but got one of clips: "
                + model
                + "; train one with showtell train label --per-frame");
      }
      return labeller;
    } catch (IOException e) {
      throw new UsageException(e);
    }
  }

  private boolean label(VideoLabeller labeller, String path, String name) throws IOException {
    VideoLabeller.Result result;
    try {
      result = labeller.label(PathName.existing(path), perFrame);
    } catch (IOException | RuntimeException e) {
      failed(path, FailureReason.of(e), "skipped", name);
      return false;
    }
    for (VideoLabeller.Labelled part : result.parts()) {
      print(path, part, name);
    }
    result.fault().ifPresent(fault -> failed(path, fault, "what came before is labelled", name));
    return result.fault().isEmpty();
  }

  private void print(String path, VideoLabeller.Labelled part, String name) throws IOException {
    double start = part.start().toMillis() / MILLIS_PER_SECOND;
    double end = part.end().toMillis() / MILLIS_PER_SECOND;
    if (format == Format.text) {
      String times = perFrame ? String.format(Locale.ROOT, "\t%.3f\t%.3f", start, end) : "";
      context.print(
          String.format(
              Locale.ROOT,
              "%s%s\t%s\t%.3f\n",
              PrintableText.of(path),
              times,
              part.label(),
              part.probability()));
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", path);
    if (perFrame) {
      fields.put("start", start);
      fields.put("end", end);
    }
    fields.put("label", part.label());
    fields.put("probability", RecordJson.rounded(part.probability()));
    record(fields, name, null);
  }

  private void failed(String path, String why, String rest, String name) {
    context.terminal().error(path + ": " + why + "; " + rest);
    if (format != Format.text) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("path", path);
      fields.put("label", null);
      fields.put("probability", null);
      try {
        record(fields, name, why);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void record(Map<String, Object> fields, String name, String error) throws IOException {
    fields.put("model", name);
    fields.put("error", error);
    String before = format == Format.json ? (started ? ",\n" : "[\n") : "";
    started = true;
    context.print(before + RecordJson.line(fields) + (format == Format.json ? "" : "\n"));
  }
}
