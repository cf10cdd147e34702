package org.showtell.decoder.sequence;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.showtell.nn.Check;

/**
 * Inputs and outputs, by their symbols.
 *
 * @param inputs each of at least one symbol
 * @param outputs as many
 */
public record SequencePairs(List<int[]> inputs, List<int[]> outputs) {
  /** Checks that there are pairs. */
  public SequencePairs {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    Check.that(!inputs.isEmpty(), "There must be pairs", "none");
    Check.length("outputs", outputs.size(), inputs.size());
    Check.that(
        inputs.stream().allMatch(input -> input.length > 0),
        "Inputs must have at least one symbol",
        "an empty one");
  }

  /** Number of pairs. */
  public int size() {
    return inputs.size();
  }

  /** Numbers of pairs in groups whose inputs are of equal length. */
  static Collection<List<Integer>> groups(List<int[]> inputs, int[] numbers) {
    return IntStream.of(numbers)
        .boxed()
        .collect(
            Collectors.groupingBy(n -> inputs.get(n).length, TreeMap::new, Collectors.toList()))
        .values();
  }

  /**
   * The share of outputs that are written without a fault.
   *
   * @return in [0, 1]
   */
  public double exact(SequenceGenerator generator) {
    List<int[]> written = generator.write(inputs);
    long right =
        IntStream.range(0, size())
            .filter(i -> Arrays.equals(written.get(i), outputs.get(i)))
            .count();
    return right / (double) size();
  }
}
