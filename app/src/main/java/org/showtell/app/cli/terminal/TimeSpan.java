package org.showtell.app.cli.terminal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lengths of time as people type them: {@code 2s}, {@code 0.5}, {@code 500ms}, {@code 1m}. */
public final class TimeSpan implements ITypeConverter<Duration> {
  private static final Pattern TYPED = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h|)");

  @Override
  public Duration convert(String typed) {
    Matcher parts = TYPED.matcher(typed.strip());
    if (!parts.matches()) {
      throw new TypeConversionException(
          "'" + typed + "' is not a length of time; write it as 2s, 0.5s, 500ms, 1m or 1h");
    }
    long unitNanos =
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(1).toNanos();
          case "m" -> Duration.ofMinutes(1).toNanos();
          case "h" -> Duration.ofHours(1).toNanos();
          default -> Duration.ofSeconds(1).toNanos();
        };
    BigDecimal nanos = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unitNanos));
    return Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
  }
}
