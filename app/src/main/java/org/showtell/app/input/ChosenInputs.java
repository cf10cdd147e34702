package org.showtell.app.input;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;

/** Inputs of which a filter has its say, up to a number of images. */
public final class ChosenInputs implements Iterator<InputEntry> {
  private final Iterator<? extends InputEntry> inputs;
  private final InputFilter filter;
  private final boolean withOthers;
  private long left;
  private InputEntry next;

  /**
   * @param limit of images that the filter lets through; what comes after them is not walked
   * @param withOthers whether files that are no images are handed on too; most files of a folder
   *     may be such, and handing them from thread to thread takes longer than walking over them
   */
  public ChosenInputs(
      Iterator<? extends InputEntry> inputs, InputFilter filter, long limit, boolean withOthers) {
    this.inputs = inputs;
    this.filter = filter;
    this.left = limit;
    this.withOthers = withOthers;
  }

  @Override
  public boolean hasNext() {
    while (next == null && left > 0 && inputs.hasNext()) {
      InputEntry entry = inputs.next();
      boolean other =
          entry instanceof IgnoredInput ignored && ignored.kind() == IgnoredInput.Kind.NOT_A_PHOTO;
      if (withOthers || !other) {
        next = decided(entry);
        left -= next instanceof PhotoInput ? 1 : 0;
      }
    }
    return next != null;
  }

  private InputEntry decided(InputEntry entry) {
    if (entry instanceof FailedInput failed) {
      return filter.failed(failed);
    }
    return entry instanceof PhotoInput photo ? filter.apply(photo) : entry;
  }

  @Override
  public InputEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all inputs that were wanted have been walked");
    }
    InputEntry current = next;
    next = null;
    return current;
  }
}
