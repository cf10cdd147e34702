package org.showtell.app.pipeline;

import java.util.Collections;
import java.util.List;
import org.showtell.decoder.VisualMemory;

/** Says which words fit what an encoder sees. Called from one thread at a time. */
@FunctionalInterface
interface KeywordSource {
  /** For models without a part that detects words, and for users who want none. */
  KeywordSource NONE = memory -> Collections.nCopies(memory.photos(), List.of());

  /**
   * The keywords of each photo.
   *
   * @param memory what the encoder sees in B photos, [B,L,D]
   * @return B lists, likeliest first; no longer than the user wants, and shorter where fewer words
   *     are likely enough
   */
  List<List<Keyword>> keywords(VisualMemory memory);
}
