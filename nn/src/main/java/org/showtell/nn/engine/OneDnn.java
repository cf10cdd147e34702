package org.showtell.nn.engine;

import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.cpu_isa;

/** Intel's oneDNN through JavaCPP. Where it cannot be loaded, everything here goes on with ND4J. */
public final class OneDnn {
  private static final Throwable FAILURE;
  private static final engine ENGINE;

  static {
    engine found = null;
    Throwable failure = null;
    try {
      found = new engine(engine.kind.cpu, 0);
    } catch (LinkageError | RuntimeException e) {
      failure = e; // no library for this platform, or none that this processor runs
    }
    ENGINE = found;
    FAILURE = failure;
  }

  private OneDnn() {}

  /** Whether its library is on the class path and runs here. */
  public static boolean isLoaded() {
    return ENGINE != null;
  }

  /**
   * Its engine of the processor; safe for any number of threads.
   *
   * @throws IllegalStateException if it is not loaded
   */
  public static engine engine() {
    if (ENGINE == null) {
      throw new IllegalStateException(state(), FAILURE);
    }
    return ENGINE;
  }

  /** Whether the processor multiplies 16-bit floats; where not, they are slower than 32-bit. */
  public static boolean hasBfloat16() {
    int wanted = cpu_isa.avx512_core_bf16.value;
    return (dnnl.dnnl_get_effective_cpu_isa() & wanted) == wanted;
  }

  /** {@code oneDNN 3.8.1 (avx512_core_amx)}, or why there is none. */
  public static String state() {
    if (ENGINE == null) {
      return "oneDNN cannot be loaded (" + FAILURE.getMessage() + ")";
    }
    dnnl_version_t version = dnnl.dnnl_version();
    return "oneDNN %d.%d.%d (%s)"
        .formatted(version.major(), version.minor(), version.patch(), dnnl.get_effective_cpu_isa());
  }
}
