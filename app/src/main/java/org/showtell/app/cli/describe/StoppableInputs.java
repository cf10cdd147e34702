package org.showtell.app.cli.describe;

import java.util.Iterator;
import org.showtell.app.input.InputEntry;

/** Inputs that end early when they are told to, from any thread: at a signal. */
final class StoppableInputs implements Iterator<InputEntry> {
  private final Iterator<InputEntry> inputs;
  private volatile boolean stopped;

  StoppableInputs(Iterator<InputEntry> inputs) {
    this.inputs = inputs;
  }

  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  @Override
  public boolean hasNext() {
    return !stopped && inputs.hasNext();
  }

  @Override
  public InputEntry next() {
    return inputs.next();
  }
}
