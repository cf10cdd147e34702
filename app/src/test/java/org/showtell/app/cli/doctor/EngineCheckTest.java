package org.showtell.app.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.showtell.app.cli.doctor.Finding.Status;
import org.showtell.encoder.network.ForwardEngine;
import org.showtell.nn.engine.OneDnn;

class EngineCheckTest {
  private static final Optional<String> AVX2 = Optional.of("nd4j-native linux-x86_64-onednn-avx2");

  @Test
  void findsTheLibraryOfThisBuild() {
    Optional<String> found = EngineCheck.classifier(getClass().getClassLoader());
    assertTrue(found.orElse("").startsWith("nd4j-"), found.toString());
  }

  @Test
  void aProcessorWithoutTheLibrarysInstructionsIsNamedWithTheWayOut() {
    ProcessorFacts old = new ProcessorFacts("Old", Set.of("sse4_2", "avx"));
    Finding finding = EngineCheck.engine(AVX2, old);
    assertEquals(Status.MISSING, finding.status());
    assertTrue(finding.advice().contains("-Dnd4j.native.classifier=linux-x86_64"));
    Optional<String> avx512 = Optional.of("nd4j-native linux-x86_64-onednn-avx512");
    ProcessorFacts middle = new ProcessorFacts("Middle", Set.of("avx2"));
    assertEquals(Status.MISSING, EngineCheck.engine(avx512, middle).status());
    assertEquals(Status.GOOD, EngineCheck.engine(AVX2, middle).status());
    Optional<String> generic = Optional.of("nd4j-native linux-x86_64");
    assertEquals(Status.GOOD, EngineCheck.engine(generic, old).status());
  }

  @Test
  void saysWhatComputesTheEncoders() {
    Finding nd4j = EngineCheck.encoders(ForwardEngine.ND4J, ForwardEngine.ND4J);
    assertEquals(Status.NOTE, nd4j.status());
    assertTrue(nd4j.text().startsWith("ND4J, float32"), nd4j.text());
    Finding both = EngineCheck.encoders(ForwardEngine.ONEDNN_BF16, ForwardEngine.ONEDNN);
    assertEquals(Status.GOOD, both.status());
    assertEquals(OneDnn.state() + ", float32; VGG bfloat16", both.text());
  }

  @Test
  void anUnknownProcessorIsNotRefused() {
    Finding finding = EngineCheck.engine(AVX2, new ProcessorFacts("", Set.of()));
    assertEquals(Status.NOTE, finding.status());
  }

  @Test
  void noLibraryIsNamed() {
    Finding finding = EngineCheck.engine(Optional.empty(), new ProcessorFacts("", Set.of()));
    assertEquals(Status.MISSING, finding.status());
  }

  @Test
  void readsWhatLinuxAndMacTell() {
    ProcessorFacts linux =
        ProcessorFacts.parse(
            List.of(
                "processor\t: 0",
                "model name\t: AMD EPYC 9575F 64-Core Processor",
                "flags\t\t: fpu sse4_2 avx2 avx512f",
                "",
                "processor\t: 1"));
    assertEquals("AMD EPYC 9575F 64-Core Processor", linux.name());
    assertTrue(linux.has("avx512f"));
    ProcessorFacts mac =
        ProcessorFacts.parse(
            List.of(
                "machdep.cpu.brand_string: Intel(R) Core(TM) i7-8569U CPU @ 2.80GHz",
                "hw.optional.avx2_0: 1",
                "hw.optional.avx512f: 0"));
    assertTrue(mac.has("avx2"));
    assertFalse(mac.has("avx512f"));
    assertFalse(ProcessorFacts.parse(List.of("no list")).isKnown());
  }
}
