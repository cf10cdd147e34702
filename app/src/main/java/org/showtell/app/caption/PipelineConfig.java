package org.showtell.app.caption;

/**
 * How much is done at once.
 *
 * @param threads that read and decode photos beside the model, at least 1
 * @param batchSize photos that the model sees at once, at least 1
 */
public record PipelineConfig(int threads, int batchSize) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException that names the rule and the value
   */
  public PipelineConfig {
    if (threads < 1) {
      throw new IllegalArgumentException("--threads is at least 1, but it is " + threads);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("--batch-size is at least 1, but it is " + batchSize);
    }
  }

  /**
   * How many inputs wait, read or being read, for the model: enough that it never waits for a
   * thread, few enough that memory stays flat.
   */
  int waiting() {
    return batchSize + 2 * threads;
  }
}
