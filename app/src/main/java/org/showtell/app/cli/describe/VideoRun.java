package org.showtell.app.cli.describe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptioner;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Interruption;
import org.showtell.app.cli.terminal.Progress;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.input.FailureReason;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.file.PrintableText;
import org.showtell.app.output.page.Thumbnails;
import org.showtell.app.output.video.VideoOutput;
import org.showtell.app.output.video.VideoWriter;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOptions;
import org.showtell.app.video.VideoOutcome;
import org.showtell.app.video.VideoPipeline;
import org.showtell.app.video.VideoPreviews;
import org.showtell.app.video.VideoSink;

/** Runs {@link VideoCommand}: the pipeline between the user's videos and a writer. */
final class VideoRun {
  private final CommandContext context;
  private final Terminal terminal;
  private final List<String> videos;
  private final VideoOutput output;
  private long leftOut;

  VideoRun(CommandContext context, List<String> videos, VideoOutput output) {
    this.context = context;
    this.terminal = context.terminal();
    this.videos = videos;
    this.output = output;
  }

  /**
   * Captions everything and returns the exit code.
   *
   * @param showsFrames whether the output shows frames
   * @throws ModelLoadException if there is no such model
   * @throws OutputRefusedException if another run writes to the same file
   */
  int run(CaptionOptions search, VideoOptions options, boolean showsFrames)
      throws ModelLoadException, OutputRefusedException {
    long start = System.nanoTime();
    try (Interruption interruption = new Interruption();
        PhotoCaptioner captioner = context.captioners().openCapable(search);
        VideoWriter writer = output.open(captioner.model());
        Progress progress = new Progress(terminal)) {
      Thumbnails thumbnails = new Thumbnails();
      VideoPreviews previews =
          showsFrames ? frame -> Optional.of(thumbnails.of(frame)) : VideoPreviews.NONE;
      VideoPipeline pipeline = new VideoPipeline(captioner, options, previews);
      interruption.guard(pipeline::stop);
      Sink sink = new Sink(writer, progress);
      boolean done = pipeline.run(videos, sink);
      progress.end();
      writer.finish();
      if (pipeline.isStopped() && sink.ended < videos.size()) {
        terminal.note(
            "Stopped before the end: to go on, name the videos from %s on, and another output"
                .formatted(PrintableText.of(videos.get(sink.ended))));
      }
      if (leftOut > 0) {
        terminal.note(SelectionOptions.leftOut(leftOut, search.floor().score()));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      String took = String.format(Locale.ROOT, "%.1f s in all, the model's loading", seconds);
      terminal.detail(took + " included; " + pipeline.times());
      return done ? ExitCode.DONE : ExitCode.SOME_FAILED;
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
        terminal.error("The captions cannot be saved: " + FailureReason.of(e));
      }
      return ExitCode.SOME_FAILED;
    }
  }

  /** Saves results, reports failures, and moves the progress on. */
  private final class Sink implements VideoSink {
    private final VideoWriter writer;
    private final Progress progress;
    private int ended; // before a stop

    Sink(VideoWriter writer, Progress progress) {
      this.writer = writer;
      this.progress = progress;
    }

    @Override
    public void begin(String path, Optional<Duration> duration) throws IOException {
      long seconds = duration.map(Duration::toSeconds).orElse(-1L);
      progress.begin(path, " s", 1, 0, seconds);
      writer.begin(path, duration);
    }

    @Override
    public void cue(VideoCue cue) throws IOException {
      writer.cue(cue);
      progress.reached(cue.end().toSeconds());
    }

    @Override
    public void summary(VideoCue whole) throws IOException {
      writer.summary(whole);
    }

    @Override
    public void end(VideoOutcome outcome) throws IOException {
      writer.end(outcome);
      ended += outcome.isStopped() ? 0 : 1;
      leftOut += outcome.doubtful();
      long skipped = outcome.skippedFrames();
      if (skipped > 0) {
        String frames = skipped + (skipped == 1 ? " frame" : " frames");
        terminal.note(outcome.path() + ": " + frames + " could not be decoded; left out");
      }
      if (outcome.isFailed()) {
        String rest = outcome.cues() == 0 ? "; skipped" : "; what came before is captioned";
        terminal.error(outcome.path() + ": " + outcome.error().get() + rest);
      }
    }
  }
}
