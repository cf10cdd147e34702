package org.showtell.app.cli.terminal;

import java.math.BigInteger;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people type them; what is none is told in their words. */
public final class TypedNumber {
  private TypedNumber() {}

  /** Makes a command and those below it read their numbers here. */
  public static void register(CommandLine commands) {
    commands
        .registerConverter(int.class, typed -> whole(typed, Integer.MAX_VALUE).intValueExact())
        .registerConverter(Integer.class, typed -> whole(typed, Integer.MAX_VALUE).intValueExact())
        .registerConverter(long.class, typed -> whole(typed, Long.MAX_VALUE).longValueExact())
        .registerConverter(Long.class, typed -> whole(typed, Long.MAX_VALUE).longValueExact())
        .registerConverter(double.class, TypedNumber::decimal)
        .registerConverter(Double.class, TypedNumber::decimal);
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
