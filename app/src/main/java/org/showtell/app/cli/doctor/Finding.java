package org.showtell.app.cli.doctor;

/**
 * The state of one thing that the program needs.
 *
 * @param topic one or two words
 * @param advice what to do; empty where there is nothing to do
 */
record Finding(Status status, String topic, String text, String advice) {
  /** Whether it works. */
  enum Status {
    GOOD,
    /** Works, and could be better, or is worth knowing. */
    NOTE,
    /** Something will not work. */
    MISSING
  }

  static Finding good(String topic, String text) {
    return new Finding(Status.GOOD, topic, text, "");
  }

  static Finding note(String topic, String text, String advice) {
    return new Finding(Status.NOTE, topic, text, advice);
  }

  static Finding missing(String topic, String text, String advice) {
    return new Finding(Status.MISSING, topic, text, advice);
  }
}
