package org.showtell.app.output.video;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.app.output.file.PrintableText;
import org.showtell.app.video.VideoCue;

/**
 * The cues of one video as subtitles, in SubRip or WebVTT. Nobody can read a line that is gone at
 * once: cues shorter than a second stay for one where nothing follows so soon; else they become one
 * with the next, and the last with the one before.
 */
final class SubtitleText {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final VideoFormat format;
  private final List<VideoCue> cues = new ArrayList<>();
  private Optional<VideoCue> summary = Optional.empty();

  /**
   * @param format SRT or VTT
   */
  SubtitleText(VideoFormat format) {
    this.format = format;
  }

  /** Adds the next cue. */
  void add(VideoCue cue) {
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

  /** A cue that stays on the screen for a second, or until something else is said. */
  private static VideoCue stayed(VideoCue cue, Duration next) {
    Duration readable = cue.start().plus(SHORTEST);
    return cue.until(readable.compareTo(next) < 0 ? readable : next);
  }

  /** Adds the sentence about the whole, which WebVTT has as a note and SubRip has no place for. */
  void summary(VideoCue whole) {
    summary = Optional.of(whole);
  }

  boolean isEmpty() {
    return cues.isEmpty();
  }

  /** The whole file. */
  String text() {
    StringBuilder text = new StringBuilder(format == VideoFormat.VTT ? "WEBVTT\n\n" : "");
    if (format == VideoFormat.VTT) {
      summary.ifPresent(whole -> text.append("NOTE ").append(sentence(whole)).append("\n\n"));
    }
    int number = 0;
    for (VideoCue cue : readable()) {
      char sign = format == VideoFormat.VTT ? '.' : ',';
      text.append(++number)
          .append('\n')
          .append(VideoClock.full(cue.start(), sign))
          .append(" --> ")
          .append(VideoClock.full(cue.end(), sign))
          .append('\n')
          .append(sentence(cue))
          .append("\n\n");
    }
    return text.toString();
  }

  private List<VideoCue> readable() {
    List<VideoCue> readable = new ArrayList<>(cues);
    int last = readable.size() - 1;
    if (last > 0
        && isShort(readable.get(last))
        && readable.get(last - 1).end().equals(readable.get(last).start())) {
      VideoCue end = readable.remove(last);
      readable.set(last - 1, readable.get(last - 1).until(end.end()));
    }
    return readable;
  }

  // "-->" would be a time, "<" a tag; an empty line would end the cue.
  private String sentence(VideoCue cue) {
    String text = PrintableText.of(cue.caption().text()).strip();
    String escaped =
        format == VideoFormat.VTT
            ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            : text.replace("-->", "->");
    return escaped.isEmpty() ? "-" : escaped;
  }
}
