package org.showtell.app.output.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoFacts;
import org.showtell.app.video.VideoOutcome;

/** Collects the cues of a video, and saves them as a whole when it is over. */
abstract class SubtitleWriter implements VideoWriter {
  private final VideoFormat format;
  private SubtitleText subtitles;

  SubtitleWriter(VideoFormat format) {
    this.format = format;
  }

  /**
   * Saves the subtitles of one video.
   *
   * @param content the file
   */
  abstract void save(VideoOutcome video, byte[] content) throws IOException;

  @Override
  public void begin(VideoFacts video) {
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
      save(outcome, subtitles.text().getBytes(StandardCharsets.UTF_8));
    }
  }
}
