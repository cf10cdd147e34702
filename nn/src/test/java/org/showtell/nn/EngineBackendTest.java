package org.showtell.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

class EngineBackendTest {
  @Test
  void theProcessorsBackendIsTheOnlyOneThatIsLeft() {
    ClassLoader before = ND4JClassLoading.getNd4jClassloader();
    try {
      EngineBackend.useProcessor();
      List<String> backends =
          ServiceLoader.load(Nd4jBackend.class, ND4JClassLoading.getNd4jClassloader()).stream()
              .map(provider -> provider.type().getSimpleName())
              .toList();

      assertEquals(List.of("CpuBackend"), backends);
      assertEquals(3, Nd4j.ones(3).sumNumber().doubleValue());
    } finally {
      ND4JClassLoading.setNd4jClassloader(before);
    }
  }

  @Test
  void thisBuildHasNoCuda() {
    assertFalse(EngineBackend.hasCuda());
    assertTrue(EngineBackend.cudaFailure().orElseThrow().contains("JCublasBackend"));
  }
}
