package org.showtell.app.cli.terminal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Points in time as people type them: {@code 2024-06-01}, {@code 2024-06-01T12:30}, {@code
 * 2024-06-01T12:30:00Z}, or how long ago: {@code 2d}. Times without an offset are those of this
 * computer's time zone.
 */
public final class PointInTime implements ITypeConverter<Instant> {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6}) ?(s|m|h|d|w)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  @Override
  public Instant convert(String typed) {
    String text = typed.strip();
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return Instant.now()
          .minus(UNITS.get(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
    }
    try {
      if (!text.contains(":")) {
        return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
      }
      String iso = text.replace(' ', 'T');
      return iso.matches(".*T.*([zZ]|[+-]\\d\\d:?\\d\\d)")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'"
              + typed
              + "' is not a date; write it as 2024-06-01 or 2024-06-01T12:30, or as 2d, 12h or 3w for"
              + " how long ago");
    }
  }
}
