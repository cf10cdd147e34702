package org.showtell.app.output.video;

import java.io.IOException;
import org.showtell.app.output.file.Destination;
import org.showtell.app.video.VideoOutcome;

/** The subtitles of the only video, on stdout or in a file; no file where it has none. */
final class SubtitleDocument extends SubtitleWriter {
  private final Destination destination;
  private boolean written;

  SubtitleDocument(Destination destination, VideoFormat format) {
    super(format);
    this.destination = destination;
  }

  @Override
  void save(VideoOutcome video, byte[] content) throws IOException {
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
}
