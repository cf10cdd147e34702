package org.showtell.app.cli.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.nn.engine.OneDnn;

/**
 * The engine's native library: which one is on the class path, and whether this processor can run
 * it. A library for AVX2 on a processor without it would end the program in the middle.
 */
final class EngineCheck {
  /** Where ND4J's jar for the processor keeps its libraries; every build has it. */
  private static final String FOLDER = "org/nd4j/linalg/cpu/nativecpu/bindings/";

  private static final List<String> PLATFORMS =
      List.of(
          "linux-x86_64",
          "linux-arm64",
          "linux-ppc64le",
          "macosx-x86_64",
          "macosx-arm64",
          "windows-x86_64");

  private static final List<String> EXTENSIONS =
      List.of("-onednn-avx512", "-onednn-avx2", "-avx512", "-avx2", "-onednn", "");

  private static final List<String> LIBRARIES =
      List.of("libjnind4jcpu.so", "libjnind4jcpu.dylib", "jnind4jcpu.dll");

  private EngineCheck() {}

  static List<Finding> findings() {
    ProcessorFacts facts = ProcessorFacts.ofMachine();
    return List.of(
        processor(facts),
        engine(classifier(EngineCheck.class.getClassLoader()), facts),
        encoders(ForwardEngine.fastest(), ForwardEngine.fastestOf32Bits()));
  }

  /** What computes VGG's layers, and what those of the networks that need 32 bits. */
  static Finding encoders(ForwardEngine fastest, ForwardEngine exact) {
    String text = exact.description() + (fastest == exact ? "" : "; VGG bfloat16");
    if (exact == ForwardEngine.ND4J) {
      return Finding.note(
          "encoders",
          text + ", about half as fast as oneDNN; " + OneDnn.state(),
          "build on the machine it is to run on: mvn -q package");
    }
    return Finding.good("encoders", text);
  }

  private static Finding processor(ProcessorFacts facts) {
    String sets =
        Stream.of("avx2", "avx512f", "avx512_bf16", "amx_tile", "asimd")
            .filter(facts::has)
            .reduce((a, b) -> a + " " + b)
            .orElse(facts.isKnown() ? "no vector sets that matter" : "features not known");
    String name = facts.name().isEmpty() ? System.getProperty("os.arch") : facts.name();
    int threads = Runtime.getRuntime().availableProcessors();
    return Finding.good("processor", name + ": " + sets + "; " + threads + " threads to use");
  }

  /** The processor's backend and the classifier of its native library on the class path. */
  static Optional<String> classifier(ClassLoader classPath) {
    for (String platform : PLATFORMS) {
      for (String extension : EXTENSIONS) {
        for (String library : LIBRARIES) {
          if (classPath.getResource(FOLDER + platform + extension + "/" + library) != null) {
            return Optional.of("nd4j-native " + platform + extension);
          }
        }
      }
    }
    return Optional.empty();
  }

  static Finding engine(Optional<String> classifier, ProcessorFacts processor) {
    String topic = "engine";
    if (classifier.isEmpty()) {
      return Finding.missing(
          topic,
          "ND4J has no native library for this machine in this build",
          "build on the machine it is to run on: mvn -q package");
    }
    String found = "ND4J, " + classifier.get();
    boolean needsAvx512 = found.endsWith("avx512");
    boolean needsAvx2 = found.endsWith("avx2") || needsAvx512;
    if (needsAvx512 && processor.isKnown() && !processor.has("avx512f")) {
      return Finding.missing(
          topic,
          found + ", and this processor has no AVX-512",
          "build with mvn -q package -Dnd4j.native.classifier=linux-x86_64-onednn-avx2");
    }
    if (needsAvx2 && processor.isKnown() && !processor.has("avx2")) {
      return Finding.missing(
          topic,
          found + ", and this processor has no AVX2",
          "build with mvn -q package -Dnd4j.native.classifier=linux-x86_64");
    }
    if (needsAvx2 && !processor.isKnown()) {
      return Finding.note(
          topic,
          found + "; whether this processor has AVX2 is not known",
          "if it has not: mvn -q package -Dnd4j.native.classifier=linux-x86_64");
    }
    return Finding.good(topic, found);
  }
}
