package org.showtell.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which rows are wanted, and with how much effort.
 *
 * @param only names of rows must match it somewhere
 * @param effort of each comparison
 * @param isQuick whether what takes minutes is left out
 * @param peers {@code onnx}, {@code dl4j}, {@code python}
 * @param root the folder of the checkout: the launcher, the samples and {@code peer.py}
 * @param python the interpreter that has torch; null without it
 * @param json a file for the rows as JSON; null for none
 * @param plots a folder for drawings; null for none
 */
record Table(
    Pattern only,
    Comparison.Effort effort,
    boolean isQuick,
    Set<String> peers,
    Path root,
    Path python,
    Path json,
    Path plots) {
  private static final Set<String> PEERS = Set.of("onnx", "dl4j", "python");

  Table {
    Objects.requireNonNull(only, "only");
    peers = Set.copyOf(peers);
    for (String peer : peers) {
      if (!PEERS.contains(peer)) {
        throw new IllegalArgumentException("peers must be onnx, dl4j and python, but got " + peer);
      }
    }
    if (peers.contains("python") && python == null) {
      throw new IllegalArgumentException(
          "the peer python needs an interpreter with torch, but got none; benchmarks/run makes one");
    }
  }

  /** All rows; for tests, with one call of each side. */
  static Table forTests(Path root) {
    return new Table(
        Pattern.compile(""),
        Comparison.Effort.ONCE,
        true,
        Set.of("onnx", "dl4j"),
        root,
        null,
        null,
        null);
  }

  /** Reads the arguments of {@code benchmarks/run}. */
  static Table parse(List<String> arguments) {
    Table table = forTests(Path.of("").toAbsolutePath()).with(Comparison.Effort.FULL, false);
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i).replaceFirst("^--", "");
      if (option.equals("quick")) {
        table = table.with(Comparison.Effort.QUICK, true);
        continue;
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException("unknown option, or one without its value: " + option);
      }
      table = table.with(option, arguments.get(++i));
    }
    return table;
  }

  /** The same with one round of each comparison. */
  Table once() {
    return with(Comparison.Effort.ONCE, isQuick);
  }

  private Table with(Comparison.Effort other, boolean quick) {
    return new Table(only, other, quick, peers, root, python, json, plots);
  }

  private Table with(String option, String value) {
    Path path = Path.of(value);
    return switch (option) {
      case "only" ->
          new Table(Pattern.compile(value), effort, isQuick, peers, root, python, json, plots);
      case "peers" -> {
        Set<String> named = Set.of(value.split(","));
        Path interpreter = root.resolve("benchmarks/target/python/bin/python");
        yield new Table(
            only,
            effort,
            isQuick,
            named.equals(Set.of("python")) ? PEERS : named,
            root,
            Files.isExecutable(interpreter) ? interpreter : null,
            json,
            plots);
      }
      case "json" -> new Table(only, effort, isQuick, peers, root, python, path, plots);
      case "plots" -> new Table(only, effort, isQuick, peers, root, python, json, path);
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  boolean wants(String row) {
    return only.matcher(row).find();
  }

  boolean peers(String peer) {
    return peers.contains(peer);
  }

  Path peerProgram() {
    return root.resolve("benchmarks/peer.py");
  }

  /** A photo or video of the repository. */
  Path sample(String name) throws IOException {
    Path sample = root.resolve("samples").resolve(name);
    if (!Files.exists(sample)) {
      throw new IOException(sample + ": no such sample; start benchmarks/run of a checkout");
    }
    return sample;
  }
}
