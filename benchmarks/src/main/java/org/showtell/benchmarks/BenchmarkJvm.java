package org.showtell.benchmarks;

/** Options of the Java process that a benchmark runs in. */
final class BenchmarkJvm {
  /** Largest Java heap. */
  static final String HEAP = "-Xmx2g";

  /** Bound on ND4J's native memory: its default is the heap's size. */
  static final String NATIVE = "-Dorg.bytedeco.javacpp.maxbytes=4g";

  /** Bound on the process as a whole: heap, native memory and the libraries. */
  static final String PHYSICAL = "-Dorg.bytedeco.javacpp.maxphysicalbytes=8g";

  /** ND4J's word about itself would stand between JMH's lines. */
  static final String QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

  private BenchmarkJvm() {}
}
