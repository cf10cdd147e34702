package org.showtell.decoder.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.tensor.Dropout;
import org.showtell.nn.tensor.HostFloats;
import org.showtell.nn.tensor.MatrixProduct;
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
 * <p>With skip connections each layer above the lowest reads the words too, beside the layer below
 * (Graves 2013, section 2, connections from the input to all layers). In training dropout may act
 * on what one layer gives to the next (Zaremba et al. 2014, section 3.1).
 *
 * <p>The state holds the layers' arrays from the top down, so that the first array is the h that
 * the vocabulary is read from. All layers have U units.
 */
public final class StackedCell implements RecurrentCell {
  /** Where the image enters in the factored form, counted from 0 at the bottom. */
  public static final int FACTORED_ENTRY = 1;

  private final List<RecurrentCell> layers; // the lowest first
  private final int entry;
  private final boolean skip;
  private final double dropout;
  private final SplittableRandom random; // null outside training
  private final int stateArrays;

  /** A stack without skip connections and dropout. */
  public StackedCell(List<? extends RecurrentCell> layers, int entry) {
    this(layers, entry, false, 0);
  }

  /**
   * A stack over layers that have weights of their own.
   *
   * @param layers the lowest first
   * @param entry the layer at which the injected vector enters, from 0
   * @param skip whether the layers above the lowest read the words too
   * @param dropout between the layers in training, in [0, 1)
   * @throws IllegalArgumentException if there is no layer, a layer does not read what it is given,
   *     or {@code entry} is none of the layers
   */
  public StackedCell(
      List<? extends RecurrentCell> layers, int entry, boolean skip, double dropout) {
    this(layers, entry, skip, dropout, null);
  }

  private StackedCell(
      List<? extends RecurrentCell> layers,
      int entry,
      boolean skip,
      double dropout,
      SplittableRandom random) {
    this.layers = List.copyOf(layers);
    this.entry = Objects.checkIndex(entry, layers.size());
    this.skip = skip;
    this.dropout = dropout;
    this.random = random;
    for (int i = 1; i < layers.size(); i++) {
      RecurrentCell layer = layers.get(i);
      int below = layers.get(i - 1).units();
      int read = below + (skip ? inputSize() : 0);
      if (layer.inputSize() != read || layer.units() != below) {
        throw new IllegalArgumentException(
            "Expected layer %s to read %s numbers and have %s units, but got %s and %s"
                .formatted(i + 1, read, below, layer.inputSize(), layer.units()));
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

  @Override
  public RecurrentCell training(SplittableRandom masks) {
    return dropout == 0 ? this : new StackedCell(layers, entry, skip, dropout, masks);
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
        INDArray hidden = scratch.matrix("stack.h" + i, (int) inputs.size(0), units());
        HostFloats.write(own[0], hidden);
        below = skip ? Nd4j.concat(1, hidden, inputs) : hidden;
      }
    }
  }

  /** One forward pass of every layer, and back-propagation from the top down. */
  private final class StackedSequence implements Sequence {
    private final INDArray words; // [T*B, I], the caller's
    private final List<Sequence> sequences = new ArrayList<>(); // the lowest first
    private final List<INDArray> between = new ArrayList<>(); // what layers above the lowest read
    private final List<Dropout> masks = new ArrayList<>();

    StackedSequence(
        INDArray inputs, int steps, INDArray injected, INDArray[] initial, Feedback feedback) {
      words = inputs;
      for (int i = 0; i < layers.size(); i++) {
        boolean enters = i == entry;
        sequences.add(
            layers
                .get(i)
                .forward(
                    i == 0 ? words : above(sequences.get(i - 1).hidden()),
                    steps,
                    enters ? injected : null,
                    part(initial, i),
                    enters ? feedback : null));
      }
    }

    /** What the layer above reads of h, [T*B, U] or [T*B, U + I]. */
    private INDArray above(INDArray hidden) {
      INDArray read = hidden.dup('c');
      masks.add(Dropout.apply(read, random == null ? 0 : dropout, random));
      if (skip) {
        try (INDArray own = read) {
          read = Nd4j.concat(1, own, words);
        }
      }
      between.add(read);
      return read;
    }

    @Override
    public INDArray hidden() {
      return sequences.get(top()).hidden();
    }

    @Override
    public INDArray[] finalState() {
      List<INDArray> state = new ArrayList<>();
      for (int i = top(); i >= 0; i--) {
        state.addAll(Arrays.asList(sequences.get(i).finalState()));
      }
      return state.toArray(INDArray[]::new);
    }

    @Override
    public Gradients backward(INDArray hiddenGradient, INDArray[] finalGradient) {
      List<INDArray> initial = new ArrayList<>();
      INDArray injected = null;
      INDArray incoming = hiddenGradient;
      INDArray byWords = skip ? MatrixProduct.zeros(words) : null;
      for (int i = top(); i >= 0; i--) {
        // Closed one by one: its arrays go on to the layer below or to the caller.
        Gradients gradients =
            sequences
                .get(i)
                .backward(incoming, finalGradient == null ? null : part(finalGradient, i));
        if (incoming != hiddenGradient) {
          incoming.close();
        }
        incoming = i == 0 ? gradients.inputs() : below(gradients.inputs(), i, byWords);
        initial.addAll(Arrays.asList(gradients.initial()));
        if (i == entry) {
          injected = gradients.injected();
        } else {
          gradients.injected().close();
        }
      }
      if (byWords != null) {
        incoming.addi(byWords);
        byWords.close();
      }
      return new Gradients(incoming, injected, initial.toArray(INDArray[]::new));
    }

    /** From the gradient by what layer i reads to that by the h below; it takes the former over. */
    private INDArray below(INDArray gradient, int i, INDArray byWords) {
      INDArray byHidden = gradient;
      if (skip) {
        try (gradient) {
          int total = (int) gradient.size(1);
          byHidden = MatrixProduct.columns(gradient, 0, units());
          try (INDArray rest = MatrixProduct.columns(gradient, units(), total - units())) {
            byWords.addi(rest);
          }
        }
      }
      masks.get(i - 1).again(byHidden);
      return byHidden;
    }

    @Override
    public void close() {
      sequences.forEach(Sequence::close);
      between.forEach(INDArray::close);
      masks.forEach(Dropout::close);
    }
  }
}
