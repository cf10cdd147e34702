package org.showtell.app.input;

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

  /** Says that an image has changed since it was asked about, and will be asked about again. */
  default void changed(PhotoInput photo) {}
}
