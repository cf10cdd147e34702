package org.showtell.nn;

import java.util.Locale;

/** Checks of values. Every message is the rule, then what was given. */
public final class Check {
  private Check() {}

  /**
   * Refuses a value that breaks a rule.
   *
   * @param rule such as "topP must be in (0, 1]", the property's name first
   * @throws IllegalArgumentException unless it holds
   */
  public static void that(boolean holds, String rule, Object given) {
    if (!holds) {
      throw new IllegalArgumentException("%s, but got %s".formatted(rule, given));
    }
  }

  /** Refuses a number below a least one. */
  public static void atLeast(String name, int value, int least) {
    that(value >= least, name + " must be at least " + least, value);
  }

  /** Refuses a number outside {@code [least, most]}. */
  public static void range(String name, int value, int least, int most) {
    that(value >= least && value <= most, name + " must be from " + least + " to " + most, value);
  }

  /** Refuses a share outside {@code [0, 1)}: dropout, smoothing, decay. */
  public static void share(String name, double value) {
    that(value >= 0 && value < 1, name + " must be in [0, 1)", value);
  }

  /**
   * Refuses an array of another length.
   *
   * @param what such as "values of output.b"
   */
  public static void length(String what, long length, long expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "Expected %d %s, but got %d", expected, what, length));
    }
  }
}
