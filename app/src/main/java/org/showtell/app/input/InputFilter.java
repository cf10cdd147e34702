package org.showtell.app.input;

import java.util.function.Function;
import org.showtell.app.input.InputEntry.FailedInput;

/**
 * Decides about an image before it is read: whether its caption is there already, or has no place
 * to go. Asked in input order, from one thread.
 */
@FunctionalInterface
public interface InputFilter {
  /** Lets every image through. */
  InputFilter ALL = photo -> photo;

  /** The image itself, or why it is left out, or why it cannot be done. */
  InputEntry apply(PhotoInput photo);

  /** The same of an input that cannot be done before a filter is asked: a dead link, say. */
  default InputEntry failed(FailedInput input) {
    return input;
  }

  /** Says that an image has changed since it was asked about, and will be asked about again. */
  default void changed(PhotoInput photo) {}

  /** The same filter, but for what is decided about an image. */
  default InputFilter deciding(Function<PhotoInput, InputEntry> decision) {
    InputFilter same = this;
    return new InputFilter() {
      @Override
      public InputEntry apply(PhotoInput photo) {
        return decision.apply(photo);
      }

      @Override
      public InputEntry failed(FailedInput input) {
        return same.failed(input);
      }

      @Override
      public void changed(PhotoInput photo) {
        same.changed(photo);
      }
    };
  }
}
