package org.showtell.encoder.video.sampling;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Frames that are found one after the other, on demand. */
abstract class FrameIterator implements Iterator<SampledFrame> {
  private SampledFrame next;
  private boolean ended;

  /** Finds the next frame; null at the end. */
  abstract SampledFrame find();

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = find();
      ended = next == null;
    }
    return next != null;
  }

  @Override
  public SampledFrame next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all frames have been taken");
    }
    SampledFrame found = next;
    next = null;
    return found;
  }
}
