package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarkRegistrationTest {
  @Test
  void jmhFindsEveryBenchmark() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    OutputFormat silent = OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT);

    Set<String> found =
        BenchmarkList.defaultList().find(silent, List.of(".*"), List.of()).stream()
            .map(BenchmarkListEntry::getUsername)
            .map(name -> name.substring("org.showtell.benchmarks.".length()))
            .collect(Collectors.toSet());

    assertEquals(
        Set.of(
            "LstmTrainingBenchmark.showtell",
            "LstmTrainingBenchmark.deeplearning4j",
            "AnswerBenchmark.firstQuestion",
            "AnswerBenchmark.furtherQuestion",
            "StarterEncoderBenchmark.batchOf1",
            "StarterEncoderBenchmark.batchOf8",
            "StarterEncoderBenchmark.batchOf32",
            "BeamSearchBenchmark.batchOf1",
            "BeamSearchBenchmark.batchOf16"),
        found);
  }
}
