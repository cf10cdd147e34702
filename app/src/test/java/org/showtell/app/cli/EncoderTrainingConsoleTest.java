package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.training.distillation.LossParts;
import org.showtell.encoder.training.distillation.RateRange;

class EncoderTrainingConsoleTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final EncoderTrainingConsole console =
      new EncoderTrainingConsole(
          new Terminal(
              new Surroundings(
                  InputStream.nullInputStream(),
                  screen,
                  screen,
                  Map.of(),
                  false,
                  false,
                  false,
                  80)),
          64,
          1,
          0.3);

  private List<String> lines() {
    return screen.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void ratesAreTwentyLinesAndAnAdvice() {
    List<RateRange.Point> points = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      points.add(new RateRange.Point(Math.pow(10, i / 25.0 - 6), 2 + Math.pow((i - 74) / 50.0, 2)));
    }
    console.rates(new RateRange(points));
    assertEquals(21, lines().size());
    assertEquals("rate 1.4e-06  loss 3.960", lines().get(0));
    assertEquals("rate 9.1e-03  loss 2.250", lines().get(19));
    assertTrue(lines().get(20).contains("was least at 9.1e-04"), lines().get(20));
    assertTrue(lines().stream().allMatch(line -> line.length() < 80), lines().toString());
  }

  @Test
  void aSingleStepIsToldToo() {
    console.rates(new RateRange(List.of(new RateRange.Point(0.5, 3))));
    assertEquals("rate 5.0e-01  loss 3.000", lines().get(0));
  }

  @Test
  void anEpochNamesEachPartOfTheLoss() {
    console.epoch(3, new LossParts(0.8, 0.7, 0.3, 0), null, true);
    assertEquals("epoch 3  grid 0.800 pooled 0.700 classes 0.300", lines().get(0));
    assertTrue(lines().get(1).endsWith("best so far"), lines().get(1));
  }
}
