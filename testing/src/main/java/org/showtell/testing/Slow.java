package org.showtell.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A test that takes long: it runs in CI, and elsewhere where it is asked for. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = "tests",
    matches = "all",
    disabledReason = "slow: mvn verify -Dtests=all runs it, as .ci/run does")
public @interface Slow {}
