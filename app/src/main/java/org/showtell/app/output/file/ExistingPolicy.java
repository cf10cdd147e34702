package org.showtell.app.output.file;

/** What is done about results that exist already. */
public enum ExistingPolicy {
  /** They are not touched: a file is a wrong usage, a sidecar is that image's failure. */
  REFUSE("refuse"),
  /** Images that have results are left out; the others are done. */
  SKIP_EXISTING("skipExisting"),
  /** Results are replaced. */
  OVERWRITE("overwrite"),
  /** Results are added to what exists. */
  APPEND("append");

  private final String property;

  ExistingPolicy(String property) {
    this.property = property;
  }

  /** The property that chooses it, for messages. */
  @Override
  public String toString() {
    return property;
  }
}
