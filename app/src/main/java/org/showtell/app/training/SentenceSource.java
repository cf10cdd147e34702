package org.showtell.app.training;

import java.nio.file.Path;

/**
 * Sentences without photos that an answering network learns from beside its questions.
 *
 * @param file one sentence a line; null for none
 * @param draws questions made from them that an epoch draws
 */
public record SentenceSource(Path file, int draws) {
  /** No sentences. */
  public static final SentenceSource NONE = new SentenceSource(null, 0);

  /** Checks that something is drawn where there is a file. */
  public SentenceSource {
    if (file != null && draws < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 question from sentences an epoch but got " + draws);
    }
  }

  /** What must be equal for a run to go on from a checkpoint; empty for none. */
  public String fingerprint() {
    return file == null ? "" : "\nsentences " + file.getFileName() + " " + draws;
  }
}
