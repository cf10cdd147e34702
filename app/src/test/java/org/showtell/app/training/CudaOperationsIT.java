package org.showtell.app.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.cli.doctor.GpuCheck;
import org.showtell.nn.EngineBackend;

/**
 * That JavaCPP 1.5.12 and ND4J's CUDA 11.6 of 1.5.7 belong together: every operation that encoders,
 * attention and cells use gives the processor's result on the card.
 */
class CudaOperationsIT {
  private static final double TOLERANCE = 2e-3; // of the largest number of a part

  @TempDir Path folder;

  @Test
  void everyOperationGivesTheProcessorsResult() throws IOException, InterruptedException {
    assumeTrue(
        EngineBackend.hasCuda(), "this build has no CUDA: mvn -Pcuda verify -Dit.test=" + name());
    Optional<String> reason = GpuCheck.chooseBackend();
    assumeTrue(reason.isEmpty(), reason.orElse(""));

    Map<String, float[]> expected = results("processor", "200");
    Map<String, float[]> onCard = results("card", "0");

    assertEquals(expected.keySet(), onCard.keySet());
    expected.forEach((part, values) -> assertClose(part, values, onCard.get(part)));
  }

  /** What the card is compared with; also in builds without CUDA. */
  @Test
  void theProcessorGivesNumbersForEveryPart() throws IOException, InterruptedException {
    Map<String, float[]> results = results("processor", "200");
    for (String part : List.of("vgg grid", "vgg vector", "efficientnet grid", "cell GRU, step")) {
      assertTrue(results.containsKey(part), () -> part + " of " + results.keySet());
    }
    results.forEach(
        (part, values) -> {
          double sum = 0;
          for (float value : values) {
            sum += Math.abs(value);
          }
          // Without standardised features, their mean is 0.
          boolean zero = part.endsWith("memory.mean");
          assertTrue(Double.isFinite(sum) && (sum > 0 || zero), part);
        });
  }

  private static String name() {
    return CudaOperationsIT.class.getSimpleName();
  }

  /**
   * @param processorPriority ND4J takes the backend with the highest; CUDA's is 100
   */
  private Map<String, float[]> results(String name, String processorPriority)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                EngineOperations.class.getName(),
                file.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("BACKEND_PRIORITY_CPU", processorPriority);
    assertEquals(0, builder.start().waitFor(), () -> read(folder.resolve(name + ".log")));
    Map<String, float[]> results = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] numbers = line.substring(line.indexOf('\t') + 1).split(" ");
      float[] values = new float[numbers.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.parseFloat(numbers[i]);
      }
      results.put(line.substring(0, line.indexOf('\t')), values);
    }
    return results;
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void assertClose(String part, float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, part);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    assertTrue(
        difference <= TOLERANCE * Math.max(largest, 1e-3),
        "%s: %s of %s, first numbers %s"
            .formatted(part, difference, largest, Arrays.toString(Arrays.copyOf(actual, 4))));
  }
}
