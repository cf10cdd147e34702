package org.showtell.app.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.showtell.nn.EngineBackend;

/**
 * NVIDIA GPUs, and whether the engine's CUDA build has code for them.
 *
 * <p>The library of nd4j-cuda-11.6 1.0.0-M2.1 holds machine code for compute capabilities 3.7, 5.0,
 * 5.2, 6.0, 6.1, 7.0, 7.5, 8.0 and 8.6, and nothing that could be translated for newer ones. Code
 * runs within its major version only, so Hopper (9.0) and Blackwell (10 and 12) are not served
 * whatever driver they have.
 */
public final class GpuCheck {
  private static final String TOPIC = "GPU";
  private static final double FIRST = 3.7;
  private static final double LAST_TESTED = 8.6;
  private static final int LAST_MAJOR = 8;

  private GpuCheck() {}

  /**
   * Before the engine is loaded: leaves the CUDA build's backend out where it cannot run, since
   * ND4J would say so with a stack trace.
   *
   * @return why no card is used; empty where one is, and in builds without CUDA
   */
  public static Optional<String> chooseBackend() {
    if (!EngineBackend.hasCuda()) {
      return Optional.empty();
    }
    // That its presets are of another release than JavaCPP it says at every start; see
    // docs/cuda.md.
    System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    Optional<String> reason = reasonAgainst(cards(), EngineBackend::cudaFailure);
    if (reason.isPresent()) {
      EngineBackend.useProcessor();
    }
    return reason.map(why -> "GPU not used: " + why + "; the processor is used");
  }

  /** Why no card can be used: there is none, it is not served, or CUDA's libraries do not load. */
  static Optional<String> reasonAgainst(
      Optional<List<String>> cards, Supplier<Optional<String>> cudaFailure) {
    if (cards.isEmpty()) {
      return Optional.of("no NVIDIA driver (nvidia-smi does not answer)");
    }
    List<Finding> found = findings(cards.get(), true);
    if (found.isEmpty()) {
      return Optional.of("the NVIDIA driver finds no card");
    }
    return found.stream().noneMatch(card -> card.status() == Finding.Status.GOOD)
        ? Optional.of(found.get(0).text())
        : cudaFailure.get().map(why -> "CUDA 11.6 cannot be loaded (" + why + ")");
  }

  private static Optional<List<String>> cards() {
    return ProcessorFacts.printed(
        "nvidia-smi",
        "--query-gpu=name,compute_cap,driver_version,memory.total",
        "--format=csv,noheader");
  }

  static List<Finding> findings() {
    return findings(cards(), EngineBackend.hasCuda(), EngineBackend::cudaFailure);
  }

  /**
   * @param cards what {@code nvidia-smi} says, if it is there
   * @param hasCuda whether this build has the engine's CUDA backend
   */
  static List<Finding> findings(
      Optional<List<String>> cards, boolean hasCuda, Supplier<Optional<String>> cudaFailure) {
    List<Finding> found = cards.map(lines -> findings(lines, hasCuda)).orElse(List.of());
    if (found.isEmpty()) {
      String text =
          (cards.isEmpty() ? "none from NVIDIA" : "the NVIDIA driver finds no card")
              + "; the processor is used";
      return List.of(
          hasCuda
              ? Finding.note(
                  TOPIC, text, "a build without the cuda profile does the same and is smaller")
              : Finding.good(TOPIC, text));
    }
    if (found.stream().noneMatch(card -> card.status() == Finding.Status.GOOD)) {
      return found;
    }
    return cudaFailure
        .get()
        .map(
            why ->
                List.of(
                    Finding.missing(
                        TOPIC,
                        found.get(0).text().replaceFirst(": used$", "")
                            + ": not used, CUDA 11.6 cannot be loaded ("
                            + why
                            + ")",
                        "install the driver and CUDA 11.6 (docs/cuda.md), or build without the cuda"
                            + " profile")))
        .orElse(found);
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
