package org.showtell.app.output.video;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.showtell.app.output.caption.TextWriter;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.DocumentWriter;
import org.showtell.app.output.file.PrintableText;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOutcome;

/**
 * One line per cue: the path, the start, the end, the caption and, where they were asked for, the
 * keywords, with tabs between. A summary is a line without times. A failed video has none, since
 * the message on stderr names it.
 */
final class VideoTextWriter extends DocumentWriter implements VideoWriter {
  private final boolean keywords;
  private String path = "";

  /**
   * @param keywords whether each line ends with them, also where there are none
   */
  VideoTextWriter(Destination destination, boolean keywords) {
    super(destination);
    this.keywords = keywords;
  }

  @Override
  public void begin(String video, Optional<Duration> duration) {
    path = PrintableText.of(video);
  }

  @Override
  public void cue(VideoCue cue) throws IOException {
    line(path, VideoClock.full(cue.start(), '.'), VideoClock.full(cue.end(), '.'), sentence(cue));
  }

  @Override
  public void summary(VideoCue whole) throws IOException {
    line(path, sentence(whole));
  }

  private String sentence(VideoCue cue) {
    String sentence = PrintableText.of(cue.caption().text());
    return keywords ? sentence + "\t" + TextWriter.keywords(cue.keywords()) : sentence;
  }

  private void line(String... columns) throws IOException {
    write(String.join("\t", columns) + "\n");
  }

  @Override
  public void end(VideoOutcome outcome) {
    // Each line is written when it comes.
  }
}
