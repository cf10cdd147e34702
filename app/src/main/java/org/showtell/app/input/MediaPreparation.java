package org.showtell.app.input;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** How one entry of a dataset is made ready for an encoder. Safe for several threads. */
public interface MediaPreparation<T> {
  /**
   * An entry on its way.
   *
   * @param content SHA-256 of all that its features depend on
   * @param pictures pixels [H,W,3] of each image or frame whose features are averaged; none where
   *     the features are known
   */
  record Prepared(String content, List<float[]> pictures) {}

  /**
   * Reads an entry.
   *
   * @param known whether the features of that content are there already
   */
  Prepared prepare(T entry, Predicate<String> known) throws IOException;

  /** The entry's name for messages. */
  String describe(T entry);

  /** How many entries are worth reading ahead of the encoder. */
  int ahead();
}
