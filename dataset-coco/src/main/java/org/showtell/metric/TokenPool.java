package org.showtell.metric;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokenizes captions as the judge does and keeps each different word once: 240,000 captions have
 * three million words, and thirty thousand different ones. Safe to share between threads.
 */
public final class TokenPool {
  private final PtbTokenizer tokenizer = new PtbTokenizer();
  private final Map<String, String> words = new ConcurrentHashMap<>();

  /**
   * @param caption one caption
   * @return its tokens, see {@link PtbTokenizer#tokenize}
   */
  public List<String> tokens(String caption) {
    return tokenizer.tokenize(caption).stream().map(this::shared).toList();
  }

  private String shared(String word) {
    String before = words.putIfAbsent(word, word);
    return before == null ? word : before;
  }
}
