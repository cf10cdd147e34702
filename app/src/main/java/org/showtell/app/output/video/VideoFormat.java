package org.showtell.app.output.video;

import java.util.Locale;

/** The formats of video results. */
public enum VideoFormat {
  /** One line per cue: the path, a tab, the start, a tab, the end, a tab, the caption. */
  TEXT,
  /** SubRip subtitles, a file per video. */
  SRT,
  /** WebVTT subtitles, a file per video. */
  VTT,
  /** One array of records. */
  JSON,
  /** One record per line. */
  JSONL,
  /** One self-contained page with small images on a time line. */
  HTML;

  /** Whether each video gets a file of its own. */
  public boolean isPerVideo() {
    return this == SRT || this == VTT;
  }

  /** As the command line names it, and the extension of its files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
