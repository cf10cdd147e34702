package org.showtell.app.cli.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Stack;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the recurrent layers, of every command that trains some. */
final class CellOptions {
  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description =
          "Recurrent cell: vanilla, relu, leaky, leaky-fixed (time constants that stay),"
              + " deep-transition, gru, mut1, mut2, mut3 or lstm (default: the recipe's, or lstm).",
      converter = CellConverter.class)
  private CellType cell;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description =
          "Recurrent layers; with more than one an image enters at the second (default: the"
              + " recipe's, or 1).")
  private Integer layers;

  @Option(
      names = "--skip",
      description = "Layers above the lowest read the words too (default: no).")
  private Boolean skip;

  @Option(
      names = "--layer-dropout",
      paramLabel = "X",
      description = "Dropout probability between layers (default: 0).")
  private Double dropout;

  /**
   * These layers with the user's changes.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  Stack over(Stack usual) {
    return new Stack(
        cell == null ? usual.cell() : cell,
        layers == null ? usual.layers() : layers,
        skip == null ? usual.skip() : skip,
        dropout == null ? usual.dropout() : dropout);
  }

  /** Something that the user chose, or null. */
  Object asked() {
    return Stream.of(cell, layers, skip, dropout).filter(Objects::nonNull).findAny().orElse(null);
  }

  /** The constant of a name with hyphens or underscores, in any case. */
  static <E extends Enum<E>> E named(Class<E> type, String name) {
    String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(wanted))
        .findAny()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be one of %s, but got %s"
                        .formatted(
                            Arrays.stream(type.getEnumConstants())
                                .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** Reads leaky-fixed as well as leaky_fixed. */
  static final class CellConverter implements ITypeConverter<CellType> {
    @Override
    public CellType convert(String name) {
      return named(CellType.class, name);
    }
  }
}
