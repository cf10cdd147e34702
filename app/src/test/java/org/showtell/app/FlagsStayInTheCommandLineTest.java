package org.showtell.app;

import static java.io.File.separatorChar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A library names its properties ({@code numBeams}); only the command line knows flags ({@code
 * --num-beams}) and translates one to the other.
 */
class FlagsStayInTheCommandLineTest {
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern FLAG = Pattern.compile("(?:^|\\W)--[a-z]");

  @Test
  void onlyTheCommandLineNamesFlags() throws IOException {
    Map<String, String> found = new TreeMap<>();
    int files = 0;
    try (Stream<Path> sources = Files.walk(Path.of(".."))) {
      for (Path source : (Iterable<Path>) sources.filter(this::isMain)::iterator) {
        files++;
        String name = source.toString().replace(separatorChar, '/');
        name = name.substring(name.indexOf("org/showtell/") + "org/showtell/".length());
        for (String line : Files.readAllLines(source)) {
          if (namesFlag(line)) {
            found.putIfAbsent(name, line.strip());
          }
        }
      }
    }
    assertTrue(files > 300, "sources were found: " + files);
    found
        .keySet()
        .removeIf(name -> name.matches("app/cli/.*|cluster/[A-Z].*|benchmarks/Table.java"));
    assertEquals(Map.of(), found, "name the property (numBeams) and not the flag (--num-beams)");
  }

  @Test
  void aFlagIsRecognisedInTextAndNotInComments() {
    assertTrue(namesFlag("throw new X(\"--num-beams must be at least 1\");"));
    assertTrue(namesFlag("    + \"; allow it with --force\");"));
    assertTrue(namesFlag("\"(give --force)\""));
    for (String line :
        new String[] {
          " * what {@code --like} takes, such as \"--like\"",
          "// says \"--like\"",
          "i--; String a = \"x\";",
          "\"a -- b, 1--2\""
        }) {
      assertEquals(false, namesFlag(line), line);
    }
  }

  private boolean isMain(Path file) {
    String path = file.toString().replace(separatorChar, '/');
    return path.endsWith(".java") && path.contains("/src/main/java/org/showtell/");
  }

  private static boolean namesFlag(String line) {
    String code = line.strip();
    return !code.startsWith("*")
        && !code.startsWith("/")
        && LITERAL
            .matcher(code)
            .results()
            .anyMatch(literal -> FLAG.matcher(literal.group(1)).find());
  }
}
