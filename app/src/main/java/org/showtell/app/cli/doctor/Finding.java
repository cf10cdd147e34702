package org.showtell.app.cli.doctor;

import java.util.Objects;

/**
 * One thing that was looked at.
 *
 * @param status how it is
 * @param topic one or two words
 * @param text what is there
 * @param advice what to do; empty where there is nothing to do
 */
public record Finding(Status status, String topic, String text, String advice) {
  /** How a thing is. */
  public enum Status {
    /** As it should be. */
    GOOD,
    /** Works, and could be better, or is worth knowing. */
    NOTE,
    /** Something will not work. */
    MISSING
  }

  /** Checks that everything is there. */
  public Finding {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(advice, "advice");
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
