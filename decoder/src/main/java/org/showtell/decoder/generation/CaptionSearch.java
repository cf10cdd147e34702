package org.showtell.decoder.generation;

import java.util.List;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.VisualMemory;

/** A way to find sentences with a decoder. */
public interface CaptionSearch {

  /**
   * Sentences for every image.
   *
   * @param memory features of B images
   * @return per image its hypotheses, best first; never empty
   */
  List<List<Hypothesis>> search(CaptionDecoder decoder, VisualMemory memory);

  /** The search that a configuration asks for. */
  static CaptionSearch of(GenerationConfig config) {
    if (config.sampling() != null) {
      return new SamplingSearch(config);
    }
    return config.numBeams() == 1 && !config.constraints().content().rewards()
        ? new GreedySearch(config)
        : new BeamSearch(config);
  }
}
