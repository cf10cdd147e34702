package org.showtell.encoder.download;

import java.util.Locale;

/** Sizes as people read them, in powers of ten. */
public final class ByteCount {
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};
  private static final int STEP = 1000;

  private ByteCount() {}

  /** For example {@code 553.5 MB}. */
  public static String text(long bytes) {
    double amount = bytes;
    int unit = 0;
    // Half a step of the last digit less, so that 999,999 bytes are not 1000.0 kB.
    while (unit < UNITS.length - 1 && amount >= (unit == 0 ? STEP : STEP - 0.05)) {
      amount /= STEP;
      unit++;
    }
    return unit == 0
        ? bytes + " " + UNITS[0]
        : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
