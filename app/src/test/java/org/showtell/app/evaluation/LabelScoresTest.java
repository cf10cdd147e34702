package org.showtell.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelScoresTest {
  @Test
  void labelsAreCountedByWhatWasWantedAndFound() {
    LabelScores scores =
        LabelScores.of(
            List.of("run", "walk", "sit"),
            List.of(new int[] {0, 0, 1, -1}, new int[] {1, 1}),
            List.of(new int[] {0, 1, 1, 0}, new int[] {1, 0}));
    Map<String, Number> named = scores.named();
    assertEquals(3 / 5., (double) named.get("accuracy"), 1e-12);
    assertEquals(0.5, (double) named.get("perLabel.run.precision"), 1e-12);
    assertEquals(0.5, (double) named.get("perLabel.run.recall"), 1e-12);
    assertEquals(2 / 3., (double) named.get("perLabel.walk.recall"), 1e-12);
    assertEquals(3, named.get("perLabel.walk.count"));
    assertEquals((0.5 + 2 / 3.) / 2, (double) named.get("macroF1"), 1e-12);
    assertEquals(1, named.get("confused.run.walk"));
    assertEquals(
        List.of(
            "accuracy",
            "macroF1",
            "perLabel.run.precision",
            "perLabel.run.recall",
            "perLabel.run.count",
            "perLabel.walk.precision",
            "perLabel.walk.recall",
            "perLabel.walk.count",
            "confused.run.walk",
            "confused.walk.run"),
        new ArrayList<>(named.keySet()));
    assertEquals(
        List.of(
            "wanted     run    walk     sit",
            "run          1       1       0",
            "walk         1       2       0",
            "sit          0       0       0"),
        scores.table());
  }
}
