package org.showtell.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptions;

/** The README's example compiles, runs, and is what the README shows. */
class ReadmeExampleTest {
  private static String captionOf(Path photo) throws IOException, ModelLoadException {
    // README: begin
    try (BundleCaptioner captioner = BundleCaptioner.open(CaptionOptions.defaults())) {
      PhotoCaptions captions = captioner.caption(photo);
      return captions.best().text();
    }
    // README: end
  }

  @Test
  void exampleCaptionsAPhoto() throws IOException, ModelLoadException {
    assertFalse(captionOf(Path.of("..", "samples", "beach.jpg")).isBlank());
  }

  @Test
  void readmeShowsTheseLines() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/showtell/app/ReadmeExampleTest.java"));
    int begin = source.indexOf("// README: begin") + "// README: begin\n".length();
    String lines =
        source.substring(begin, source.indexOf("    // README: end")).stripTrailing().stripIndent();
    String readme = Files.readString(Path.of("..", "README.md"));
    assertTrue(readme.contains(lines.strip()), lines);
  }
}
