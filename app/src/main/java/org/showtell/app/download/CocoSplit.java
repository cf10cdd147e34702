package org.showtell.app.download;

import java.util.Locale;

/** The parts of COCO that have public captions. */
public enum CocoSplit {
  /** To learn from. */
  TRAIN,
  /** To measure on. */
  VAL;

  /** As in file names, with the release's year: {@code train2017}. */
  String nameIn(int year) {
    return name().toLowerCase(Locale.ROOT) + year;
  }
}
