package org.showtell.app.input;

/** One thing that a walk over the user's files comes upon. */
public sealed interface InputEntry permits PhotoInput, FailedInput, IgnoredInput {
  /** As the user named it, or as it was found below what the user named. */
  String path();
}
