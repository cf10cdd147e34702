package org.showtell.decoder.generation;

import java.util.ArrayList;
import java.util.List;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.VisualMemory;

/**
 * Beam search over all images of a batch at once.
 *
 * <p>Each image starts with one row, since all beams are equal before the first word, and keeps its
 * K most likely unfinished sentences. A sentence that ends, or reaches the token limit, is ranked
 * with the finished ones by {@code sum(log p) / length^lengthPenalty}, to whose sum a detected word
 * that is said adds its share ({@link ContentRules}). An image is done when no unfinished sentence
 * can still beat its K finished ones, whatever follows; its rows then drop out.
 */
public final class BeamSearch implements CaptionSearch {
  private final GenerationConfig config;
  private final TokenConstraints constraints;

  /** A search by this configuration. */
  public BeamSearch(GenerationConfig config) {
    this.config = config;
    constraints = new TokenConstraints(config);
  }

  @Override
  public List<List<Hypothesis>> search(CaptionDecoder decoder, VisualMemory memory) {
    List<PhotoBeam> beams = new ArrayList<>();
    for (int photo = 0; photo < memory.photos(); photo++) {
      beams.add(new PhotoBeam(photo, config, constraints, memory.words()));
    }
    CaptionDecoder.State state = decoder.initialState(memory);
    List<LiveRow> live = liveRows(beams);
    while (!live.isEmpty()) {
      CaptionDecoder.Step step = decoder.step(LiveRow.tokens(live), state);
      int firstRow = 0;
      for (PhotoBeam beam : beams) {
        int rows = beam.live().size();
        beam.advance(step, firstRow, decoder.vocabularySize());
        firstRow += rows;
      }
      live = liveRows(beams);
      if (!live.isEmpty()) {
        state = step.state().select(LiveRow.parents(live));
      }
    }
    return beams.stream().map(PhotoBeam::best).toList();
  }

  private static List<LiveRow> liveRows(List<PhotoBeam> beams) {
    return beams.stream().flatMap(beam -> beam.live().stream()).toList();
  }
}
