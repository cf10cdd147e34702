package org.showtell.decoder.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.StepScratch;

/**
 * Recurrent layers one upon the other: each reads the hidden states of the one below, the lowest
 * the words.
 *
 * <p>What is injected enters at one layer. At the lowest that is the unfactored form of Donahue et
 * al. 2015 (LRCN, section 4.2, "2u"); above it the factored form ("2f"): the layers below see words
 * only and learn the language, the one where the image enters joins both. Venugopalan et al. 2014
 * put a video's mean vector through the same two layers. {@link #FACTORED_ENTRY} is the second
 * layer.
 *
 * <p>The state holds the layers' arrays from the top down, so that the first array is the h that
 * the vocabulary is read from. All layers have U units.
 */
public final class StackedCell implements RecurrentCell {
  /** Where the image enters in the factored form, counted from 0 at the bottom. */
  public static final int FACTORED_ENTRY = 1;

  private final List<RecurrentCell> layers; // the lowest first
  private final int entry;
  private final int stateArrays;

  /**
   * A stack over layers that have weights of their own.
   *
   * @param layers the lowest first
   * @param entry the layer at which the injected vector enters, from 0
   * @throws IllegalArgumentException if there is no layer, a layer does not read what the one below
   *     gives, or {@code entry} is none of the layers
   */
  public StackedCell(List<? extends RecurrentCell> layers, int entry) {
    this.layers = List.copyOf(layers);
    this.entry = Objects.checkIndex(entry, layers.size());
    for (int i = 1; i < layers.size(); i++) {
      RecurrentCell layer = layers.get(i);
      int below = layers.get(i - 1).units();
      if (layer.inputSize() != below || layer.units() != below) {
        throw new IllegalArgumentException(
            ("Expected layer %s to read and have the %s units of the one below, but got"
                    + " inputs of %s and %s units")
                .formatted(i + 1, below, layer.inputSize(), layer.units()));
      }
    }
    stateArrays = this.layers.stream().mapToInt(RecurrentCell::stateArrays).sum();
  }

  @Override
  public int inputSize() {
    return layers.get(0).inputSize();
  }

  @Override
  public int units() {
    return layers.get(0).units();
  }

  /** That of the layer at which the injected vector enters. */
  @Override
  public int gateSize() {
    return layers.get(entry).gateSize();
  }

  @Override
  public int stateArrays() {
    return stateArrays;
  }

  private int top() {
    return layers.size() - 1;
  }

  /** A layer's part of the arrays of a state, which lie from the top down. */
  private <T> T[] part(T[] arrays, int layer) {
    int from = 0;
    for (int above = top(); above > layer; above--) {
      from += layers.get(above).stateArrays();
    }
    return Arrays.copyOfRange(arrays, from, from + layers.get(layer).stateArrays());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Feedback depends on the h of the whole stack and adds where the image enters: both must be
   * the top layer.
   *
   * @throws IllegalArgumentException if there is feedback and the image enters further down
   */
  @Override
  public Sequence forward(
      INDArray inputs, int steps, INDArray injected, INDArray[] initial, Feedback feedback) {
    if (feedback != null && entry != top()) {
      throw new IllegalArgumentException(
          ("Feedback needs an image that enters at the top layer, but got one at layer %s of %s")
              .formatted((entry + 1), layers.size()));
    }
    return new StackedSequence(inputs, steps, injected, initial, feedback);
  }

  @Override
  public void step(INDArray inputs, float[] injected, float[][] state, StepScratch scratch) {
    INDArray below = inputs;
    for (int i = 0; i < layers.size(); i++) {
      float[][] own = part(state, i);
      layers.get(i).step(below, i == entry ? injected : null, own, scratch);
      if (i < top()) {
        below = scratch.matrix("stack.h" + i, (int) inputs.size(0), units());
        HostFloats.write(own[0], below);
      }
    }
  }

  /** One forward pass of every layer, and back-propagation from the top down. */
  private final class StackedSequence implements Sequence {
    private final List<Sequence> sequences = new ArrayList<>(); // the lowest first

    StackedSequence(
        INDArray inputs, int steps, INDArray injected, INDArray[] initial, Feedback feedback) {
      INDArray below = inputs;
      for (int i = 0; i < layers.size(); i++) {
        Sequence sequence =
            layers
                .get(i)
                .forward(
                    below,
                    steps,
                    i == entry ? injected : null,
                    part(initial, i),
                    i == entry ? feedback : null);
        sequences.add(sequence);
        below = sequence.hidden();
      }
    }

    @Override
    public INDArray hidden() {
      return sequences.get(top()).hidden();
    }

    @Override
    public Gradients backward(INDArray hiddenGradient) {
      List<INDArray> initial = new ArrayList<>();
      INDArray injected = null;
      INDArray incoming = hiddenGradient;
      for (int i = top(); i >= 0; i--) {
        // Closed one by one: its arrays go on to the layer below or to the caller.
        Gradients gradients = sequences.get(i).backward(incoming);
        if (incoming != hiddenGradient) {
          incoming.close();
        }
        incoming = gradients.inputs();
        initial.addAll(Arrays.asList(gradients.initial()));
        if (i == entry) {
          injected = gradients.injected();
        } else {
          gradients.injected().close();
        }
      }
      return new Gradients(incoming, injected, initial.toArray(INDArray[]::new));
    }

    @Override
    public void close() {
      sequences.forEach(Sequence::close);
    }
  }
}
