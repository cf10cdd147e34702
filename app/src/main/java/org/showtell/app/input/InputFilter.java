package org.showtell.app.input;

/**
 * Decides about a photo before it is read: whether its caption is there already, or has no place to
 * go. Asked in input order, from one thread.
 */
@FunctionalInterface
public interface InputFilter {
  /** Lets every photo through. */
  InputFilter ALL = photo -> photo;

  /**
   * @param photo the next photo
   * @return the photo itself, or why it is left out, or why it cannot be done
   */
  InputEntry apply(PhotoInput photo);
}
