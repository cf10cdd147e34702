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
    assertEquals(Status.GOOD, JavaCheck.machine(8L << 30, 4L << 30).status());
    assertEquals(Status.NOTE, JavaCheck.machine(1L << 30, 200L << 20).status());
  }

  @Test
  void theCacheFolderNeedNotBeThereYet() throws IOException {
    assertEquals(Status.GOOD, ModelsCheck.cacheFolder(folder.resolve("a/b/c")).status());
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(Status.NOTE, ModelsCheck.cacheFolder(file.resolve("below")).status());
  }

  @Test
  void theUsualPhotosCanBeRead() {
    List<Finding> findings = ModelsCheck.formats();
    assertEquals(Status.GOOD, findings.get(0).status());
    assertTrue(findings.get(0).text().startsWith("JPEG, PNG, WebP"), findings.get(0).text());
  }

  @Test
  void aProgramThatIsNotThereOrFailsSaysNothing() {
    assertEquals(Optional.empty(), ProcessorFacts.printed("no-such-program-anywhere"));
    assertEquals(Optional.empty(), ProcessorFacts.printed("false"));
    assertEquals(Optional.of(List.of("a", "b")), ProcessorFacts.printed("printf", "a\\nb\\n"));
  }
}
