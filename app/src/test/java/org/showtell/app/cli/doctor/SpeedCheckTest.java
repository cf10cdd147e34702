package org.showtell.app.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.showtell.app.caption.PhotoPipeline.Config;

class SpeedCheckTest {
  private static final Config USUAL = new Config(2, 8);

  @Test
  void advisesWhatIsClearlyFaster() {
    String photos = "photos of 12 megapixels: ";
    assertEquals(
        List.of(
            Finding.good("speed", photos + "10.0/s with --threads 2 --batch-size 8 (the defaults)"),
            Finding.good("speed", photos + "10.4/s with --threads 1 --batch-size 8"),
            Finding.note(
                "speed",
                photos + "12.0/s with --threads 2 --batch-size 32",
                "use --threads 2 --batch-size 32 here")),
        SpeedCheck.advice(USUAL, rates(10, 10.4, 12)));
  }

  @Test
  void leavesTheDefaultsWhereNothingIs() {
    assertNoAdvice(rates(10, 10.4, 9));
  }

  @Test
  void oneFastRoundIsNoAdvice() {
    Map<Config, double[]> rates = rates(10, 10, 10);
    rates.put(new Config(4, 8), new double[] {10, 14}); // where the usual one had 10 and 8
    rates.put(new Config(2, 1), new double[] {20, 8});

    assertNoAdvice(rates);
  }

  private static void assertNoAdvice(Map<Config, double[]> rates) {
    for (Finding finding : SpeedCheck.advice(USUAL, rates)) {
      assertEquals(Finding.Status.GOOD, finding.status(), finding.text());
    }
  }

  @Test
  void saysWhetherOtherProgramsAreBusy() {
    assertEquals(
        Finding.good("load", "other programs use 4 % of the processor"), SpeedCheck.load(0.04));
    assertEquals(Finding.Status.NOTE, SpeedCheck.load(0.5).status());
    assertTrue(SpeedCheck.load(0.5).advice().contains("close them"));
    assertEquals(Finding.Status.GOOD, SpeedCheck.load(-1).status());
  }

  private static Map<Config, double[]> rates(double usual, double oneThread, double largeBatch) {
    Map<Config, double[]> rates = new LinkedHashMap<>();
    rates.put(USUAL, new double[] {usual, 0.8 * usual});
    rates.put(new Config(1, 8), new double[] {oneThread, 0.8 * oneThread});
    rates.put(new Config(2, 32), new double[] {largeBatch, 0.9 * largeBatch});
    return rates;
  }
}
