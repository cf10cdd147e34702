package org.showtell.app.fuzz;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * How long, from which seed, and which targets: {@code showtell.fuzz}, {@code .seed}, {@code
 * .only}.
 */
final class FuzzBudget {
  private FuzzBudget() {}

  static Stream<DynamicTest> tests(Stream<FuzzTarget> targets) {
    String time = System.getProperty("showtell.fuzz", "0.3s");
    Duration budget = Duration.parse("PT" + time.toUpperCase(Locale.ROOT));
    long seed = Long.getLong("showtell.fuzz.seed", 26);
    String only = System.getProperty("showtell.fuzz.only", ".*");
    return targets
        .filter(target -> target.name().matches(only))
        .map(
            target ->
                DynamicTest.dynamicTest(
                    target.name(), () -> System.out.println(new Fuzzer(target).run(budget, seed))));
  }
}
