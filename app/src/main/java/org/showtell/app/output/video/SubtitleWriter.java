package org.showtell.app.output.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.app.input.FailureReason;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.PrintableText;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOutcome;
import org.showtell.encoder.file.AtomicFile;

/**
 * SubRip and WebVTT: a file for each video, saved when the video is over; none for one without
 * cues. A cue shorter than a second is unreadable: it is extended to one second where nothing
 * follows so soon, else merged with the next one; the last is merged with the one before.
 */
final class SubtitleWriter implements VideoWriter {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final VideoOutput.Config config;
  private final Optional<Destination> only;
  private final boolean vtt;
  private final List<VideoCue> cues = new ArrayList<>();
  private Optional<VideoCue> summary = Optional.empty();
  private boolean written;

  /**
   * @param only the place for the only video; empty for files in the folder of the configuration
   */
  SubtitleWriter(VideoOutput.Config config, Optional<Destination> only) {
    this.config = config;
    this.only = only;
    vtt = config.format() == VideoFormat.VTT;
  }

  @Override
  public void begin(String path, Optional<Duration> duration) {
    cues.clear();
    summary = Optional.empty();
  }

  @Override
  public void cue(VideoCue cue) {
    int last = cues.size() - 1;
    if (last >= 0 && isShort(cues.get(last))) {
      cues.set(last, stayed(cues.get(last), cue.start()));
      if (isShort(cues.get(last))) {
        cues.set(last, cues.get(last).joined(cue, 0));
        return;
      }
    }
    cues.add(cue);
  }

  private static boolean isShort(VideoCue cue) {
    return cue.length().compareTo(SHORTEST) < 0;
  }

  /** The cue extended to one second, or until the next one. */
  private static VideoCue stayed(VideoCue cue, Duration next) {
    Duration readable = cue.start().plus(SHORTEST);
    return cue.until(readable.compareTo(next) < 0 ? readable : next);
  }

  /** WebVTT has the summary as a note, SubRip has no place for it. */
  @Override
  public void summary(VideoCue whole) {
    summary = Optional.of(whole).filter(cue -> vtt);
  }

  @Override
  public void end(VideoOutcome outcome) throws IOException {
    if (cues.isEmpty()) {
      return;
    }
    byte[] content = text().getBytes(StandardCharsets.UTF_8);
    if (only.isPresent()) {
      only.get().write(content);
      written = true;
    } else {
      save(outcome.path(), content);
    }
  }

  private void save(String video, byte[] content) throws IOException {
    Path folder = config.output().orElseThrow();
    Path file = VideoOutput.place(folder, video, config.format());
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, content, config.overwrite());
    } catch (IOException e) {
      throw new IOException(file + ": " + FailureReason.of(e), e);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder(vtt ? "WEBVTT\n\n" : "");
    summary.ifPresent(whole -> text.append("NOTE ").append(sentence(whole)).append("\n\n"));
    mergeShortEnd();
    for (int i = 0; i < cues.size(); i++) {
      String start = time(cues.get(i).start());
      String end = time(cues.get(i).end());
      text.append("%s\n%s --> %s\n%s\n\n".formatted(i + 1, start, end, sentence(cues.get(i))));
    }
    return text.toString();
  }

  private String time(Duration time) {
    return VideoClock.full(time, vtt ? '.' : ',');
  }

  private void mergeShortEnd() {
    int last = cues.size() - 1;
    if (last > 0
        && isShort(cues.get(last))
        && cues.get(last - 1).end().equals(cues.get(last).start())) {
      VideoCue end = cues.remove(last);
      cues.set(last - 1, cues.get(last - 1).until(end.end()));
    }
  }

  // "-->" would be a time, "<" a tag; an empty line would end the cue.
  private String sentence(VideoCue cue) {
    String text = PrintableText.of(cue.caption().text()).strip();
    String escaped =
        vtt
            ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            : text.replace("-->", "->");
    return escaped.isEmpty() ? "-" : escaped;
  }

  @Override
  public void finish() throws IOException {
    if (written) {
      only.get().commit();
    }
  }

  @Override
  public void close() throws IOException {
    if (only.isPresent()) {
      only.get().close();
    }
  }
}
