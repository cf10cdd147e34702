package org.showtell.app.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.app.pipeline.VideoCue;

/**
 * The cues of one video as subtitles, in SubRip or WebVTT. Nobody can read a line that is gone at
 * once: cues shorter than a second become one with the next, and the last with the one before.
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
    if (last >= 0 && cues.get(last).length().compareTo(SHORTEST) < 0) {
      cues.set(last, cues.get(last).joined(cue));
    } else {
      cues.add(cue);
    }
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
    if (last > 0 && readable.get(last).length().compareTo(SHORTEST) < 0) {
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
