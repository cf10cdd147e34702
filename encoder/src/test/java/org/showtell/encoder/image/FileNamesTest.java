package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files must not matter, not even where the locale cannot spell them. */
class FileNamesTest {
  @TempDir Path folder;

  @Test
  void readsAnyNameInALocaleThatCannotSpellIt() throws IOException, InterruptedException {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).equals(StandardCharsets.UTF_8),
        "this very process cannot write the names");
    Files.write(folder.resolve("f\u00fcnf \u00c4rger.jpg"), Pictures.bytes("rgb.jpg"));
    Files.write(folder.resolve("\ud83d\udc15 \u72ac.png"), Pictures.bytes("rgb.png"));
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ReadFolder.class.getName(),
            folder.toString());
    child.environment().put("LC_ALL", "C");
    child.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = child.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertEquals(0, process.waitFor());
    assertEquals("64x32 64x32 ", output);
  }

  /** What the child process runs: reads every file of a folder. */
  static final class ReadFolder {
    public static void main(String[] arguments) throws IOException {
      ImageReader reader = new ImageReader();
      StringBuilder sizes = new StringBuilder();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(arguments[0]))) {
        for (Path file : files) {
          RgbImage image = reader.read(file);
          sizes.append(image.width()).append('x').append(image.height()).append(' ');
        }
      }
      java.io.PrintStream out = System.out;
      out.print(sizes);
      out.flush();
    }
  }
}
