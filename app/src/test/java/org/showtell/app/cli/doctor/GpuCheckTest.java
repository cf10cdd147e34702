package org.showtell.app.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.showtell.app.cli.doctor.Finding.Status;

class GpuCheckTest {
  @Test
  void hopperAndBlackwellAreNotServed() {
    for (String line :
        List.of(
            "NVIDIA H200, 9.0, 550.54.15, 143771 MiB",
            "NVIDIA GeForce RTX 5090, 12.0, 570.86, 32607 MiB")) {
      Finding onProcessor = one(line, false);
      assertEquals(Status.NOTE, onProcessor.status());
      assertTrue(onProcessor.text().contains("not served"), onProcessor.text());
      assertTrue(onProcessor.text().contains("8.6"), onProcessor.text());
      assertEquals(Status.MISSING, one(line, true).status());
    }
  }

  @Test
  void ampereIsServedAndAdaProbably() {
    assertEquals(Status.GOOD, one("NVIDIA A100-SXM4-80GB, 8.0, 535.1, 81920 MiB", true).status());
    Finding unused = one("NVIDIA A100-SXM4-80GB, 8.0, 535.1, 81920 MiB", false);
    assertEquals(Status.NOTE, unused.status());
    assertTrue(unused.advice().contains("cuda"), unused.advice());
    Finding ada = one("NVIDIA GeForce RTX 4090, 8.9, 550.54.15, 24564 MiB", true);
    assertTrue(ada.text().contains("not tested"), ada.text());
  }

  @Test
  void oldOnesAreNotServed() {
    assertTrue(one("GRID K520, 3.0, 367.134, 4036 MiB", false).text().contains("not served"));
  }

  @Test
  void ignoresWhatIsNoGpu() {
    assertEquals(
        List.of(), GpuCheck.findings(List.of("No devices were found", "a, b, c, d"), false));
  }

  @Test
  void saysWhyNoCardIsUsed() {
    assertEquals(
        Optional.of("no NVIDIA driver (nvidia-smi does not answer)"),
        GpuCheck.reasonAgainst(Optional.empty(), () -> fail("CUDA must not be loaded")));
    assertEquals(
        Optional.of("the NVIDIA driver finds no card"),
        GpuCheck.reasonAgainst(
            Optional.of(List.of("No devices were found")), () -> fail("CUDA must not be loaded")));
    Optional<List<String>> hopper = Optional.of(List.of("NVIDIA H200, 9.0, 550.54, 143771 MiB"));
    assertTrue(
        GpuCheck.reasonAgainst(hopper, Optional::empty).orElseThrow().contains("not served"));
    Optional<List<String>> turing = Optional.of(List.of("Tesla T4, 7.5, 550.54, 15360 MiB"));
    assertEquals(Optional.empty(), GpuCheck.reasonAgainst(turing, Optional::empty));
    assertEquals(
        Optional.of("CUDA 11.6 cannot be loaded (no cublas)"),
        GpuCheck.reasonAgainst(turing, () -> Optional.of("no cublas")));
  }

  @Test
  void saysWhenCudaDoesNotLoad() {
    Optional<List<String>> turing = Optional.of(List.of("Tesla T4, 7.5, 550.54, 15360 MiB"));
    Finding finding = GpuCheck.findings(turing, true, () -> Optional.of("no cublas")).get(0);

    assertEquals(Status.MISSING, finding.status());
    assertEquals(
        "Tesla T4, 15360 MiB, compute capability 7.5, driver 550.54: not used, CUDA 11.6 cannot be"
            + " loaded (no cublas)",
        finding.text());
    assertEquals(Status.GOOD, GpuCheck.findings(turing, true, Optional::empty).get(0).status());
    assertEquals(
        Status.NOTE,
        GpuCheck.findings(Optional.empty(), true, () -> fail("CUDA must not be loaded"))
            .get(0)
            .status());
  }

  @Test
  void aBuildWithoutCudaChoosesNothing() {
    assertEquals(Optional.empty(), GpuCheck.chooseBackend());
  }

  private static Finding one(String line, boolean usesCuda) {
    List<Finding> findings = GpuCheck.findings(List.of(line), usesCuda);
    assertEquals(1, findings.size());
    return findings.get(0);
  }
}
