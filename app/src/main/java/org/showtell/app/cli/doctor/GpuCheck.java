package org.showtell.app.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * NVIDIA GPUs, and whether the engine's CUDA build has code for them.
 *
 * <p>The library of nd4j-cuda-11.6 1.0.0-M2.1 holds machine code for compute capabilities 3.7, 5.0,
 * 5.2, 6.0, 6.1, 7.0, 7.5, 8.0 and 8.6, and nothing that could be translated for newer ones. Code
 * runs within its major version only, so Hopper (9.0) and Blackwell (10 and 12) are not served
 * whatever driver they have.
 */
final class GpuCheck {
  private static final String TOPIC = "GPU";
  private static final double FIRST = 3.7;
  private static final double LAST_TESTED = 8.6;
  private static final int LAST_MAJOR = 8;

  private GpuCheck() {}

  static List<Finding> findings() {
    boolean usesCuda =
        EngineCheck.classifier(GpuCheck.class.getClassLoader())
            .map(found -> found.startsWith("nd4j-cuda"))
            .orElse(false);
    return ProcessorFacts.printed(
            "nvidia-smi",
            "--query-gpu=name,compute_cap,driver_version,memory.total",
            "--format=csv,noheader")
        .map(lines -> findings(lines, usesCuda))
        .filter(found -> !found.isEmpty())
        .orElse(List.of(Finding.good(TOPIC, "none from NVIDIA; the processor is used")));
  }

  /**
   * Reads lines such as {@code NVIDIA H200, 9.0, 550.54.15, 143771 MiB}.
   *
   * @param usesCuda whether this build's engine is the CUDA one
   */
  static List<Finding> findings(List<String> lines, boolean usesCuda) {
    List<Finding> findings = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split("\\s*,\\s*");
      if (fields.length >= 4 && fields[1].matches("\\d+\\.\\d+")) {
        findings.add(gpu(fields, usesCuda));
      }
    }
    return findings;
  }

  private static Finding gpu(String[] fields, boolean usesCuda) {
    double capability = Double.parseDouble(fields[1]);
    String text =
        "%s, %s, compute capability %s, driver %s"
            .formatted(fields[0], fields[3], fields[1], fields[2]);
    boolean served = capability >= FIRST && (int) capability <= LAST_MAJOR;
    if (!served) {
      String reason = text + ": not served, the CUDA build of ND4J ends at " + LAST_TESTED;
      return usesCuda
          ? Finding.missing(TOPIC, reason, "build without the cuda profile to use the processor")
          : Finding.note(TOPIC, reason + "; the processor is used", "");
    }
    if (capability > LAST_TESTED) {
      text += " (runs the code for " + LAST_TESTED + ", not tested)";
    }
    return usesCuda
        ? Finding.good(TOPIC, text + ": used")
        : Finding.note(
            TOPIC,
            text + ": this build uses the processor",
            "a build with the cuda profile would use it: mvn -q package -Pcuda");
  }
}
