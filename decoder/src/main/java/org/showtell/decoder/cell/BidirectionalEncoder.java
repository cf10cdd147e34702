package org.showtell.decoder.cell;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Reads from both ends at once (Schuster and Paliwal 1997): each step gives {@code [h_forward,
 * h_backward]}, and the final state is that of both readers, the one that ends at the last step and
 * the one that ends at the first.
 */
public final class BidirectionalEncoder implements SequenceReader {
  private final DirectedReader forward;
  private final DirectedReader backward;

  /** An encoder over two cells that read the same inputs. */
  public BidirectionalEncoder(LstmCell forward, LstmCell backward) {
    this.forward = new DirectedReader(forward, false);
    this.backward = new DirectedReader(backward, true);
  }

  @Override
  public int outputSize() {
    return forward.outputSize() + backward.outputSize();
  }

  @Override
  public int[] stateSizes() {
    return IntStream.concat(IntStream.of(forward.stateSizes()), IntStream.of(backward.stateSizes()))
        .toArray();
  }

  @Override
  public SequenceReader.Reading read(INDArray inputs, int steps) {
    return new Reading(forward.read(inputs, steps), backward.read(inputs, steps));
  }

  private final class Reading implements SequenceReader.Reading {
    private final SequenceReader.Reading first;
    private final SequenceReader.Reading second;
    private final INDArray outputs; // [T*B, O]

    Reading(SequenceReader.Reading first, SequenceReader.Reading second) {
      this.first = first;
      this.second = second;
      outputs = Nd4j.concat(1, first.outputs(), second.outputs());
    }

    @Override
    public INDArray outputs() {
      return outputs;
    }

    @Override
    public INDArray[] finalState() {
      return Stream.of(first.finalState(), second.finalState())
          .flatMap(Stream::of)
          .toArray(INDArray[]::new);
    }

    @Override
    public INDArray backward(INDArray outputGradient, INDArray[] finalGradient) {
      int arrays = forward.stateSizes().length;
      int middle = forward.outputSize();
      INDArray inputs =
          half(first, outputGradient, 0, middle, Stream.of(finalGradient).limit(arrays));
      try (INDArray others =
          half(
              second,
              outputGradient,
              middle,
              outputSize(),
              Stream.of(finalGradient).skip(arrays))) {
        return inputs.addi(others);
      }
    }

    private INDArray half(
        SequenceReader.Reading reading,
        INDArray gradient,
        int from,
        int to,
        Stream<INDArray> last) {
      try (INDArray own =
          gradient.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup('c')) {
        return reading.backward(own, last.toArray(INDArray[]::new));
      }
    }

    @Override
    public void close() {
      first.close();
      second.close();
      outputs.close();
    }
  }
}
