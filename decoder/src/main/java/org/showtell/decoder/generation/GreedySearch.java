package org.showtell.decoder.generation;

import java.util.ArrayList;
import java.util.List;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.VisualMemory;

/** The most likely token at every step. Rows that ended drop out. */
public final class GreedySearch implements CaptionSearch {
  private final GenerationConfig config;
  private final TokenConstraints constraints;

  /** A search by this configuration's limits. */
  public GreedySearch(GenerationConfig config) {
    this.config = config;
    constraints = new TokenConstraints(config);
  }

  @Override
  public List<List<Hypothesis>> search(CaptionDecoder decoder, VisualMemory memory) {
    List<List<Hypothesis>> results = new ArrayList<>();
    for (int photo = 0; photo < memory.photos(); photo++) {
      results.add(null);
    }
    List<LiveRow> live = new ArrayList<>();
    for (int photo = 0; photo < memory.photos(); photo++) {
      live.add(LiveRow.start(photo));
    }
    CaptionDecoder.State state = decoder.initialState(memory);
    while (!live.isEmpty()) {
      CaptionDecoder.Step step = decoder.step(LiveRow.tokens(live), state);
      List<LiveRow> next = new ArrayList<>();
      for (int row = 0; row < live.size(); row++) {
        LiveRow current = live.get(row);
        int offset = row * decoder.vocabularySize();
        constraints.apply(step.logProbs(), offset, decoder.vocabularySize(), current.words());
        int token = mostLikely(step.logProbs(), offset, decoder.vocabularySize());
        float logProb = step.logProbs()[offset + token];
        if (logProb == Float.NEGATIVE_INFINITY) { // every token was ruled out
          LiveRow end = current.upToAnEnd(config.constraints().content().unfinished());
          results.set(current.photo(), List.of(end.hypothesis()));
          continue;
        }
        LiveRow grown = current.append(token, logProb, row, step);
        if (token == Tokens.END || grown.length() == config.lengths().maxNewTokens()) {
          results.set(current.photo(), List.of(grown.hypothesis()));
        } else {
          next.add(grown);
        }
      }
      state = step.state().select(LiveRow.parents(next));
      live = next;
    }
    return results;
  }

  private static int mostLikely(float[] logProbs, int offset, int vocabularySize) {
    int best = Tokens.END;
    for (int token = 0; token < vocabularySize; token++) {
      if (logProbs[offset + token] > logProbs[offset + best]) {
        best = token;
      }
    }
    return best;
  }
}
