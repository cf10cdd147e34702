package org.showtell.app.output.caption;

import java.util.Locale;

/** The formats of caption results. */
public enum CaptionFormat {
  /** One line per caption: the path, a tab, the caption. Failed images are messages only. */
  TEXT,
  /** One array of records. */
  JSON,
  /** One record per line. */
  JSONL,
  /** RFC 4180 with a header, one row per image. */
  CSV,
  /** One self-contained page with small images. */
  HTML,
  /** A text file per image. */
  SIDECAR,
  /** An XMP file per image. */
  XMP;

  /** Whether a file of this format can be continued by a later run. */
  public boolean isContinuable() {
    return this == JSONL || this == CSV;
  }

  /** Whether each image gets a file of its own. */
  public boolean isPerPhoto() {
    return this == SIDECAR || this == XMP;
  }

  /** As the command line names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
