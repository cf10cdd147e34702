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

  private final boolean vtt;
  private final List<VideoCue> cues = new ArrayList<>();
  private Optional<VideoCue> summary = Optional.empty();

  SubtitleText(VideoFormat format) {
    vtt = format == VideoFormat.VTT;
  }

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
    StringBuilder text = new StringBuilder(vtt ? "WEBVTT\n\n" : "");
    if (vtt) {
      summary.ifPresent(whole -> text.append("NOTE ").append(sentence(whole)).append("\n\n"));
    }
    int number = 0;
    char sign = vtt ? '.' : ',';
    for (VideoCue cue : readable()) {
      String start = VideoClock.full(cue.start(), sign);
      String end = VideoClock.full(cue.end(), sign);
      text.append("%s\n%s --> %s\n%s\n\n".formatted(++number, start, end, sentence(cue)));
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
        vtt
            ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            : text.replace("-->", "->");
    return escaped.isEmpty() ? "-" : escaped;
  }
}
