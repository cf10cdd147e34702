package org.showtell.app.output.file;

/** What is done about results that are there already. */
public enum ExistingPolicy {
  /** They are not touched: a file is a wrong usage, a sidecar is that photo's failure. */
  REFUSE,
  /** Photos that have results are left out; the others are done. */
  SKIP_EXISTING,
  /** Results are replaced. */
  OVERWRITE,
  /** Results are added to what is there. */
  APPEND
}
