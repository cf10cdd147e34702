package org.showtell.app.output.caption;

import java.util.Locale;

/** The formats of caption results. */
public enum CaptionFormat {
  /** One line per caption: the path, a tab, the caption. Failed photos are messages only. */
  TEXT,
  /** One array of records. */
  JSON,
  /** One record per line. */
  JSONL,
  /** RFC 4180 with a header, one row per photo. */
  CSV,
  /** One self-contained page with small pictures. */
  HTML,
  /** A text file per photo. */
  SIDECAR,
  /** An XMP file per photo. */
  XMP;

  /** Whether a file of this format can be continued by a later run. */
  public boolean isContinuable() {
    return this == JSONL || this == CSV;
  }

  /** Whether each photo gets a file of its own. */
  public boolean isPerPhoto() {
    return this == SIDECAR || this == XMP;
  }

  /** As the command line names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
