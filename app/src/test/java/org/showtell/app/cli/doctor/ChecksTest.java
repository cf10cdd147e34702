package org.showtell.app.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.cli.doctor.Finding.Status;

class ChecksTest {
  @TempDir Path folder;

  @Test
  void aLocaleThatCannotNameFilesIsNamed() {
    assertEquals(Status.GOOD, JavaCheck.fileNames("UTF-8").status());
    Finding finding = JavaCheck.fileNames("ANSI_X3.4-1968");
    assertEquals(Status.MISSING, finding.status());
    assertTrue(finding.advice().contains("LC_ALL"), finding.advice());
  }

  @Test
  void littleMemoryIsNamed() {
    assertEquals(Status.GOOD, MemoryCheck.machine(8L << 30, 4L << 30).status());
    assertEquals(Status.NOTE, MemoryCheck.machine(1L << 30, 200L << 20).status());
  }

  @Test
  void theCacheFolderNeedNotBeThereYet() throws IOException {
    assertEquals(Status.GOOD, ModelsCheck.cacheFolder(folder.resolve("a/b/c")).status());
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(Status.NOTE, ModelsCheck.cacheFolder(file.resolve("below")).status());
  }

  @Test
  void theUsualPhotosCanBeRead() {
    List<Finding> findings = new FormatsCheck().findings();
    assertEquals(Status.GOOD, findings.get(0).status());
    assertTrue(findings.get(0).text().startsWith("JPEG, PNG, WebP"), findings.get(0).text());
  }

  @Test
  void aProgramThatIsNotThereOrFailsSaysNothing() {
    assertEquals(Optional.empty(), ExternalProgram.lines("no-such-program-anywhere"));
    assertEquals(Optional.empty(), ExternalProgram.lines("false"));
    assertEquals(Optional.of(List.of("a", "b")), ExternalProgram.lines("printf", "a\\nb\\n"));
  }
}
