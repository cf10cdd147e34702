package org.showtell.app.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A reader of files from outside.
 *
 * @param name of the file's kind
 * @param seeds small sound files; at least one must be read without a fault
 * @param reader throws an {@link IOException} with the reason, or one of {@code documented}
 * @param documented what else its documentation promises
 */
record FuzzTarget(
    String name, List<byte[]> seeds, Reader reader, List<Class<? extends Exception>> documented) {
  /** Reads a file to its end, closes it, and lets nothing that it returned be unused. */
  @FunctionalInterface
  interface Reader {
    void read(Path file) throws Exception;
  }

  static FuzzTarget ofBytes(String name, List<byte[]> seeds, Reader reader) {
    return new FuzzTarget(name, seeds, reader, List.of());
  }

  static FuzzTarget ofTexts(String name, Reader reader, String... seeds) {
    List<byte[]> bytes = new ArrayList<>();
    Arrays.stream(seeds).map(text -> text.getBytes(StandardCharsets.UTF_8)).forEach(bytes::add);
    return ofBytes(name, bytes, reader);
  }

  FuzzTarget documents(Class<? extends Exception> type) {
    return new FuzzTarget(name, seeds, reader, List.of(type));
  }
}
