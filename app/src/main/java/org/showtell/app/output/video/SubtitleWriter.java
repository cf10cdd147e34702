package org.showtell.app.output.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.showtell.app.input.FailureReason;
import org.showtell.app.output.file.Destination;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOutcome;
import org.showtell.encoder.file.AtomicFile;

/**
 * SubRip and WebVTT: collects the cues of a video, and saves them as a whole when it is over; no
 * file for a video without cues.
 */
abstract class SubtitleWriter implements VideoWriter {
  private final VideoFormat format;
  private SubtitleText subtitles;

  private SubtitleWriter(VideoFormat format) {
    this.format = format;
  }

  /** The subtitles of the only video, on stdout or in a file. */
  static SubtitleWriter into(Destination destination, VideoFormat format) {
    return new SubtitleWriter(format) {
      private boolean written;

      @Override
      void save(String video, byte[] content) throws IOException {
        destination.write(content);
        written = true;
      }

      @Override
      public void finish() throws IOException {
        if (written) {
          destination.commit();
        }
      }

      @Override
      public void close() throws IOException {
        destination.close();
      }
    };
  }

  /** A file for each video, which appears when the video is over. */
  static SubtitleWriter inFolder(VideoOutputConfig config, Path folder) {
    return new SubtitleWriter(config.format()) {
      @Override
      void save(String video, byte[] content) throws IOException {
        Path file = folder.resolve(VideoOutput.fileName(video, config.format()));
        try {
          Files.createDirectories(folder);
          AtomicFile.write(file, content, config.overwrite());
        } catch (IOException e) {
          throw new IOException(file + ": " + FailureReason.of(e), e);
        }
      }
    };
  }

  /** Saves the subtitles of one video. */
  abstract void save(String video, byte[] content) throws IOException;

  @Override
  public void begin(String path, Optional<Duration> duration) {
    subtitles = new SubtitleText(format);
  }

  @Override
  public void cue(VideoCue cue) {
    subtitles.add(cue);
  }

  @Override
  public void summary(VideoCue whole) {
    subtitles.summary(whole);
  }

  @Override
  public void end(VideoOutcome outcome) throws IOException {
    if (!subtitles.isEmpty()) {
      save(outcome.path(), subtitles.text().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void finish() throws IOException {
    // Each file is at its place already.
  }

  @Override
  public void close() throws IOException {
    // Nothing stays open between videos.
  }
}
