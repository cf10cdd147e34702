package org.showtell.app.cli.describe;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.CaptionSink;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptioner;
import org.showtell.app.caption.PhotoPipeline;
import org.showtell.app.caption.PipelineSummary;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Progress;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.features.BurstCaptioner;
import org.showtell.app.input.ChosenInputs;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.FolderWatch;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.input.Preview;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.PhotoOutputException;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.page.Thumbnails;
import org.showtell.encoder.preset.Preprocessing;

/** Runs {@link CaptionCommand}: the pipeline between the user's files and a writer. */
final class CaptionRun {
  private final CommandContext context;
  private final Terminal terminal;
  private final CaptionRequest request;
  private final CaptionOutput output;
  private final UnaryOperator<String> flags;
  private final Optional<String> goingOn;
  private long notSaved;

  /**
   * @param flags translates the names of properties in messages to those of options
   * @param goingOn what to do after a run that was stopped
   */
  CaptionRun(
      CommandContext context,
      CaptionRequest request,
      CaptionOutput output,
      UnaryOperator<String> flags,
      Optional<String> goingOn) {
    this.flags = flags;
    this.goingOn = goingOn;
    this.context = context;
    this.terminal = context.terminal();
    this.request = request;
    this.output = output;
  }

  /**
   * Captions everything and returns the exit code.
   *
   * @throws OutputRefusedException if another run writes to the same file
   */
  int run(CaptionOptions options, PhotoPipeline.Config config, OutputConfig results)
      throws ModelLoadException, OutputRefusedException {
    try (Interruption interruption = new Interruption();
        PhotoInputs inputs = request.open(context.surroundings().stdin());
        FolderWatch watch = request.openWatch();
        PhotoCaptioner captioner = open(options, results);
        CaptionWriter writer = output.open(captioner.model())) {
      output.notes(captioner.model()).forEach(terminal::note);
      PhotoPipeline pipeline =
          new PhotoPipeline(
              captioner,
              config,
              previews(results, captioner.attentionPreprocessing()),
              options.floor());
      interruption.guard(pipeline::stop);
      long start = System.nanoTime();
      PipelineSummary summary = caption(pipeline, inputs, watch, writer);
      writer.finish();
      report(summary, (System.nanoTime() - start) / 1e9);
      terminal.detail("Time per photo: " + pipeline.times().perPhoto(summary.captioned()));
      if (summary.captionsLeftOut() > 0) {
        terminal.note(SelectionOptions.leftOut(summary.captionsLeftOut(), options.floor().score()));
      }
      return exitCode(summary);
    } catch (IOException e) {
      // A reader such as head has what it wanted; everything else the user must hear.
      if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
        terminal.error("The captions cannot be saved: " + FailureReason.of(e));
      }
      return ExitCode.SOME_FAILED;
    }
  }

  private PhotoCaptioner open(CaptionOptions options, OutputConfig results)
      throws ModelLoadException {
    PhotoCaptioner captioner =
        results.attention().isPresent()
            ? context.captioners().openAttending(options)
            : context.captioners().openCapable(options);
    return request.burst().isPresent()
        ? new BurstCaptioner(captioner, request.burst().getAsDouble())
        : captioner;
  }

  private static Preview.Maker previews(OutputConfig results, Optional<Preprocessing> model) {
    return results.format() == CaptionFormat.HTML || results.attention().isPresent()
        ? new Thumbnails(model)
        : Preview.Maker.NONE;
  }

  private PipelineSummary caption(
      PhotoPipeline pipeline, PhotoInputs inputs, FolderWatch watch, CaptionWriter writer)
      throws IOException {
    try (Progress progress = new Progress(terminal)) {
      progress.begin("Captioning", " photos", 1, 0, -1);
      if (watch != null) {
        terminal.note("Captioning what is there and what arrives; Ctrl-C ends");
        return pipeline.run(
            new ChosenInputs(
                watch, arriving(output.filter()), request.limit(), terminal.isVerbose()),
            new Sink(writer, progress, watch::done));
      }
      request.countBeside(progress);
      return pipeline.run(
          new ChosenInputs(inputs, output.filter(), request.limit(), terminal.isVerbose()),
          new Sink(writer, progress, photo -> {}));
    }
  }

  // What has changed comes again.
  private static InputFilter arriving(InputFilter filter) {
    return filter.deciding(
        photo -> {
          filter.changed(photo);
          return filter.apply(photo);
        });
  }

  private int exitCode(PipelineSummary summary) {
    return summary.failed() + summary.failedEarlier() + notSaved == 0 && !summary.stopped()
        ? ExitCode.DONE
        : ExitCode.SOME_FAILED;
  }

  private void report(PipelineSummary summary, double seconds) {
    long captioned = summary.captioned() - notSaved;
    long failed = summary.failed() + notSaved;
    long before = summary.alreadyDone();
    if (captioned + summary.doubtful() + before == 1 && failed == 0 && !summary.stopped()) {
      return; // one photo and its caption: there is nothing to sum up
    }
    StringBuilder text = new StringBuilder(photos(captioned)).append(" captioned");
    if (captioned > 0) {
      text.append(
          String.format(Locale.ROOT, " in %.1f s (%.1f photos/s)", seconds, captioned / seconds));
    }
    if (before > 0) {
      text.append(", ").append(before).append(" had a caption already");
    }
    if (failed > 0) {
      text.append(", ").append(failed).append(" failed");
    }
    boolean early = summary.stopped() && !request.watch();
    terminal.note(text + (early ? "; stopped before the end" : ""));
    if (summary.stopped()) {
      goingOn.ifPresent(terminal::note);
    }
    if (summary.failedEarlier() > 0) {
      terminal.note(
          photos(summary.failedEarlier())
              + " failed in the run that this one continues; --retry-failed tries again");
    }
  }

  private static String photos(long count) {
    return count + (count == 1 ? " photo" : " photos");
  }

  /** Saves results, reports failures, and moves the progress on. */
  private final class Sink implements CaptionSink {
    private final CaptionWriter writer;
    private final Progress progress;
    private final Consumer<PhotoInput> done;

    Sink(CaptionWriter writer, Progress progress, Consumer<PhotoInput> done) {
      this.writer = writer;
      this.progress = progress;
      this.done = done;
    }

    @Override
    public void accept(CaptionedPhoto photo) throws IOException {
      String path = photo.record().path();
      CaptionedPhoto result = photo;
      if (photo.record().isFailed()) {
        result = photo.withError(flags.apply(photo.record().error()));
        terminal.error(path + ": " + result.record().error() + "; skipped");
      }
      try {
        CaptionedPhoto worded = request.wording().apply(result);
        if (worded.record().captions().isEmpty() && !result.record().captions().isEmpty()) {
          terminal.note(path + ": the template has no text for it; it gets no caption");
        }
        writer.accept(worded);
      } catch (PhotoOutputException e) {
        notSaved++;
        terminal.error(path + ": " + e.getMessage());
      }
      photo.photo().ifPresent(done);
      progress.step();
    }

    @Override
    public void ignored(IgnoredInput input) {
      String message = input.path() + ": " + flags.apply(input.reason());
      switch (input.kind()) {
        case NOT_A_PHOTO -> terminal.detail(message);
        case NOTE -> terminal.note(message);
        case ALREADY_DONE, FAILED_EARLIER -> {
          progress.leaveOut();
          terminal.detail(message);
        }
      }
    }
  }
}
