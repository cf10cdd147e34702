package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.output.embed.PhotoBytes;

class EmbedCommandTest {
  @TempDir Path folder;
  private Path photo;

  @BeforeEach
  void photo() throws IOException {
    photo = Files.write(folder.resolve("a.jpg"), PhotoBytes.jpeg());
  }

  @Test
  void aBackupHasToBeDecidedAbout() throws IOException {
    CommandRun run = CommandRun.of("caption", photo, "--embed");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--backup") && run.err().contains("--no-backup"), run.err());
    assertEquals(
        2, CommandRun.of("caption", photo, "--embed", "--backup", "--no-backup").exitCode());
    assertEquals(2, CommandRun.of("caption", photo, "--backup").exitCode());
    assertFalse(isChanged());
  }

  @Test
  void whatIsTypedOverridesWhatIsConfigured() throws IOException {
    Map<String, String> settings =
        Map.of(
            "SHOWTELL_EMBED", "true", "SHOWTELL_BACKUP", "true", "SHOWTELL_SKIP_EXISTING", "true");
    CommandRun run = CommandRun.with(settings, "", "caption", photo, "--no-backup");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(isChanged());
    assertFalse(Files.exists(folder.resolve("a.jpg.bak")));
    CommandRun again = CommandRun.with(settings, "", "caption", photo, "-v");
    assertEquals(0, again.exitCode(), again.err());
    assertTrue(again.err().contains("has a description"), again.err());
  }

  @Test
  void aPhotoThatIsDescribedFailsAndIsNotTouched() throws IOException {
    assertEquals(0, CommandRun.of("caption", photo, "--embed", "--backup").exitCode());
    byte[] described = Files.readAllBytes(photo);
    CommandRun run = CommandRun.of("caption", photo, "--embed", "--backup");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("has a description already"), run.err());
    assertEquals(-1, Files.mismatch(photo, Files.write(folder.resolve("b"), described)));
  }

  private boolean isChanged() throws IOException {
    String content = new String(Files.readAllBytes(photo), StandardCharsets.ISO_8859_1);
    return content.contains("dc:description");
  }
}
