package org.showtell.app.input;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Inputs of which a filter has its say, up to a number of images. */
public final class ChosenInputs implements Iterator<InputEntry> {
  private final Iterator<? extends InputEntry> inputs;
  private final InputFilter filter;
  private long left;

  /**
   * @param limit of images that the filter lets through; what comes after them is not walked
   */
  public ChosenInputs(Iterator<? extends InputEntry> inputs, InputFilter filter, long limit) {
    this.inputs = inputs;
    this.filter = filter;
    this.left = limit;
  }

  @Override
  public boolean hasNext() {
    return left > 0 && inputs.hasNext();
  }

  @Override
  public InputEntry next() {
    if (left <= 0) {
      throw new NoSuchElementException("as many photos as were wanted have been found");
    }
    InputEntry entry = inputs.next();
    InputEntry chosen = entry instanceof PhotoInput photo ? filter.apply(photo) : entry;
    left -= chosen instanceof PhotoInput ? 1 : 0;
    return chosen;
  }
}
