package org.showtell.app.output.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.app.input.FailureReason;
import org.showtell.app.video.VideoOutcome;
import org.showtell.encoder.file.AtomicFile;

/** A file of subtitles for each video, which appears when the video is over. */
final class SubtitleFolder extends SubtitleWriter {
  private final VideoOutputConfig config;
  private final Path folder;

  SubtitleFolder(VideoOutputConfig config, Path folder) {
    super(config.format());
    this.config = config;
    this.folder = folder;
  }

  @Override
  void save(VideoOutcome video, byte[] content) throws IOException {
    Path file = folder.resolve(VideoOutputs.fileName(video.path(), config.format()));
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, content, config.overwrite());
    } catch (IOException e) {
      throw new IOException(file + ": " + FailureReason.of(e), e);
    }
  }

  @Override
  public void finish() {
    // Each file is at its place already.
  }

  @Override
  public void close() {
    // Nothing stays open between videos.
  }
}
