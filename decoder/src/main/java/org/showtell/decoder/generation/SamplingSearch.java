package org.showtell.decoder.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.VisualMemory;

/**
 * Draws tokens from the model's distribution, sharpened by temperature, top-k and top-p (Holtzman
 * et al. 2020).
 *
 * <p>Each image has a generator of its own, seeded by the configuration's seed and the image's
 * features: the same image and seed give the same sentences whatever else is in the batch. Scores
 * are those of the undistorted distribution.
 */
public final class SamplingSearch implements CaptionSearch {
  private final GenerationConfig config;
  private final TokenConstraints constraints;

  /** A search by this configuration. */
  public SamplingSearch(GenerationConfig config) {
    this.config = config;
    constraints = new TokenConstraints(config);
  }

  @Override
  public List<List<Hypothesis>> search(CaptionDecoder decoder, VisualMemory memory) {
    List<List<Hypothesis>> results = new ArrayList<>();
    List<LiveRow> live = new ArrayList<>();
    List<SplittableRandom> generators = new ArrayList<>();
    for (int photo = 0; photo < memory.photos(); photo++) {
      results.add(new ArrayList<>());
      SplittableRandom generator =
          new SplittableRandom(config.sampling().seed() ^ contentSeed(memory, photo));
      for (int i = 0; i < config.numReturnSequences(); i++) {
        live.add(LiveRow.start(photo));
        generators.add(generator.split());
      }
    }
    int[] photos = live.stream().mapToInt(LiveRow::photo).toArray();
    CaptionDecoder.State state = decoder.initialState(memory).select(photos);
    while (!live.isEmpty()) {
      CaptionDecoder.Step step = decoder.step(LiveRow.tokens(live), state);
      List<LiveRow> next = new ArrayList<>();
      List<SplittableRandom> nextGenerators = new ArrayList<>();
      for (int row = 0; row < live.size(); row++) {
        int offset = row * decoder.vocabularySize();
        LiveRow current = live.get(row);
        constraints.apply(step.logProbs(), offset, decoder.vocabularySize(), current.words());
        float[] logProbs =
            Arrays.copyOfRange(step.logProbs(), offset, offset + decoder.vocabularySize());
        if (isRuledOut(logProbs)) {
          LiveRow end = current.upToAnEnd(config.constraints().content().unfinished());
          results.get(current.photo()).add(end.hypothesis());
          continue;
        }
        int token = draw(logProbs, generators.get(row));
        LiveRow grown = current.append(token, logProbs[token], row, step);
        if (token == Tokens.END || grown.length() == config.lengths().maxNewTokens()) {
          results.get(current.photo()).add(grown.hypothesis());
        } else {
          next.add(grown);
          nextGenerators.add(generators.get(row));
        }
      }
      state = step.state().select(LiveRow.parents(next));
      live = next;
      generators = nextGenerators;
    }
    for (List<Hypothesis> photo : results) {
      photo.sort(
          Comparator.comparingDouble((Hypothesis h) -> h.rank(config.lengths().lengthPenalty()))
              .reversed());
    }
    return results;
  }

  private static boolean isRuledOut(float[] logProbs) {
    for (float logProb : logProbs) {
      if (logProb > Float.NEGATIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }

  private static long contentSeed(VisualMemory memory, int photo) {
    int width = memory.positions() * memory.size();
    long hash = 1;
    for (int i = photo * width; i < (photo + 1) * width; i++) {
      hash = 31 * hash + Float.floatToIntBits(memory.values()[i]);
    }
    return hash;
  }

  private int draw(float[] logProbs, SplittableRandom random) {
    if (config.sampling().topK() == 0 && config.sampling().topP() == 1) {
      return drawOfAll(logProbs, random);
    }
    Integer[] order = new Integer[logProbs.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -logProbs[i]));
    int kept =
        config.sampling().topK() == 0
            ? logProbs.length
            : Math.min(config.sampling().topK(), logProbs.length);
    double[] weights = new double[kept];
    double total = 0;
    for (int i = 0; i < kept; i++) {
      weights[i] =
          Math.exp((logProbs[order[i]] - logProbs[order[0]]) / config.sampling().temperature());
      total += weights[i];
    }
    double nucleus = total * config.sampling().topP();
    double mass = 0;
    int candidates = 0;
    while (candidates < kept && (candidates == 0 || mass < nucleus)) {
      mass += weights[candidates++];
    }
    double target = random.nextDouble() * mass;
    int chosen = 0;
    while (chosen < candidates - 1 && target >= weights[chosen]) {
      target -= weights[chosen++];
    }
    return order[chosen];
  }

  /** Without a rule about the likeliest there is nothing to sort. */
  private int drawOfAll(float[] logProbs, SplittableRandom random) {
    float best = Float.NEGATIVE_INFINITY;
    for (float logProb : logProbs) {
      best = Math.max(best, logProb);
    }
    double[] upTo = new double[logProbs.length];
    double total = 0;
    for (int i = 0; i < logProbs.length; i++) {
      total += Math.exp((logProbs[i] - best) / config.sampling().temperature());
      upTo[i] = total;
    }
    double target = random.nextDouble() * total;
    int chosen = 0;
    while (chosen < logProbs.length - 1 && target >= upTo[chosen]) {
      chosen++;
    }
    return chosen;
  }
}
