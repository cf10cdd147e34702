package org.showtell.nn;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Which of ND4J's backends runs. A build for CUDA has both; ND4J tries CUDA's first and prints a
 * stack trace where that cannot run.
 */
public final class EngineBackend {
  private static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";

  /**
   * A list with the processor's backend alone. A jar of everything lists all backends in one file,
   * so that leaving files out is not enough.
   */
  private static final String PROCESSOR = "processor-backend.txt";

  private static final String SERVICE = "META-INF/services/" + Nd4jBackend.class.getName();

  private EngineBackend() {}

  /** Whether this build has the backend for CUDA. */
  public static boolean hasCuda() {
    return EngineBackend.class.getClassLoader().getResource(CUDA.replace('.', '/') + ".class")
        != null;
  }

  /**
   * Why CUDA cannot run on this machine, such as a library of it that is missing; empty where it
   * can. Loads CUDA's libraries, once: a second attempt would fail for another reason.
   */
  public static Optional<String> cudaFailure() {
    return Cuda.FAILURE;
  }

  private static Optional<String> tryCuda() {
    try {
      Nd4jBackend cuda =
          (Nd4jBackend)
              Class.forName(CUDA, true, ND4JClassLoading.getNd4jClassloader())
                  .getDeclaredConstructor()
                  .newInstance();
      return cuda.canRun() ? Optional.empty() : Optional.of("CUDA finds no card");
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Optional.of(String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown"));
    }
  }

  /** Leaves CUDA's backend out. Works before ND4J is first used. */
  public static void useProcessor() {
    ND4JClassLoading.setNd4jClassloader(new ProcessorOnly(ND4JClassLoading.getNd4jClassloader()));
  }

  private static final class Cuda {
    static final Optional<String> FAILURE = tryCuda();

    private Cuda() {}
  }

  /** Everything of its parent, but of the backends the processor's alone. */
  private static final class ProcessorOnly extends ClassLoader {
    ProcessorOnly(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals(SERVICE)
          ? Collections.enumeration(Set.of(EngineBackend.class.getResource(PROCESSOR)))
          : super.getResources(name);
    }
  }
}
