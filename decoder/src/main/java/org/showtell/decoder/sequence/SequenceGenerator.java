package org.showtell.decoder.sequence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.generation.CaptionSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;

/**
 * Writes outputs for inputs with a network's weights, which it does not own. One generator belongs
 * to one thread; closing it frees its buffers.
 */
public final class SequenceGenerator implements AutoCloseable {
  private static final int BATCH = 64;

  private final SequenceNetwork network;
  private final NetworkDecoder decoder;
  private final CaptionSearch search;

  /**
   * A generator over weights as they are now.
   *
   * @param search greedy, by beam search or by sampling
   */
  public SequenceGenerator(SequenceNetwork network, GenerationConfig search) {
    this.network = network;
    decoder = new NetworkDecoder(network.decoder());
    this.search = CaptionSearch.of(search);
  }

  /** The symbols of the best output for each input. */
  public List<int[]> write(List<int[]> inputs) {
    List<int[]> written = new ArrayList<>(Collections.nCopies(inputs.size(), null));
    int[] all = IntStream.range(0, inputs.size()).toArray();
    for (List<Integer> group : SequencePairs.groups(inputs, all)) {
      for (int from = 0; from < group.size(); from += BATCH) {
        List<Integer> part = group.subList(from, Math.min(group.size(), from + BATCH));
        List<List<Hypothesis>> found = search(part.stream().map(inputs::get).toList());
        for (int i = 0; i < part.size(); i++) {
          written.set(part.get(i), SequenceConfig.symbols(found.get(i).get(0).tokens()));
        }
      }
    }
    return written;
  }

  private List<List<Hypothesis>> search(List<int[]> inputs) {
    try (InputPass read = new InputPass(network, inputs, 0, null)) {
      int size = network.config().outputSize();
      return search.search(
          decoder, new VisualMemory(inputs.size(), read.positions(), size, read.memory()));
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
