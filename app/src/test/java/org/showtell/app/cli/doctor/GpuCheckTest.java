package org.showtell.app.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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

  private static Finding one(String line, boolean usesCuda) {
    List<Finding> findings = GpuCheck.findings(List.of(line), usesCuda);
    assertEquals(1, findings.size());
    return findings.get(0);
  }
}
