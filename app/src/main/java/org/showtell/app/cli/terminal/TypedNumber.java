package org.showtell.app.cli.terminal;

import java.math.BigInteger;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people type them; what is none is told in their words. */
public final class TypedNumber {
  private TypedNumber() {}

  /** Makes a command and those below it read their numbers here. */
  public static void register(CommandLine commands) {
    // Each once: of a class that refers to a method twice, Java 17 cannot write an archive.
    ITypeConverter<Integer> ints = typed -> whole(typed, Integer.MAX_VALUE).intValueExact();
    ITypeConverter<Long> longs = typed -> whole(typed, Long.MAX_VALUE).longValueExact();
    ITypeConverter<Double> doubles = TypedNumber::decimal;
    commands
        .registerConverter(int.class, ints)
        .registerConverter(Integer.class, ints)
        .registerConverter(long.class, longs)
        .registerConverter(Long.class, longs)
        .registerConverter(double.class, doubles)
        .registerConverter(Double.class, doubles);
  }

  private static BigInteger whole(String typed, long max) {
    BigInteger number;
    try {
      number = new BigInteger(typed.strip());
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + typed + "' is not a whole number");
    }
    if (number.abs().compareTo(BigInteger.valueOf(max)) > 0) {
      throw new TypeConversionException("'" + typed + "' is not between -" + max + " and " + max);
    }
    return number;
  }

  private static double decimal(String typed) {
    try {
      return Double.parseDouble(typed.strip());
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + typed + "' is not a number; write it as 0.5 or 1e-4");
    }
  }
}
