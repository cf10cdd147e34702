package org.showtell.app.output;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.SamplePhotos;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;

class CaptionOutputsTest {
  @TempDir Path folder;

  @Test
  void refusesAnExistingFileWithoutAPolicyAndNamesTheWaysOut() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "mine");
    String message = refusal(CaptionFormat.JSONL, file, ExistingPolicy.REFUSE);
    assertTrue(message.contains("append"), message);
    assertTrue(message.contains("overwrite"), message);
    assertFalse(refusal(CaptionFormat.HTML, file, ExistingPolicy.REFUSE).contains("append"));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void refusesToContinueAWholeDocument() {
    Path file = folder.resolve("new.json");
    assertTrue(refusal(CaptionFormat.JSON, file, ExistingPolicy.APPEND).contains("format jsonl"));
    assertTrue(refusal(CaptionFormat.TEXT, file, ExistingPolicy.SKIP_EXISTING).contains("jsonl"));
  }

  @Test
  void refusesAPolicyThatIsAboutNothing() {
    OutputConfig config =
        new OutputConfig(
            CaptionFormat.JSONL,
            Optional.empty(),
            ExistingPolicy.APPEND,
            false,
            1,
            Optional.empty(),
            false);
    assertThrows(OutputRefusedException.class, () -> prepare(config));
  }

  @Test
  void refusesAFolderWhereAFileIsMeantAndAFileWhereAFolderIs() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertTrue(refusal(CaptionFormat.CSV, folder, ExistingPolicy.REFUSE).contains("a folder"));
    assertTrue(refusal(CaptionFormat.XMP, file, ExistingPolicy.OVERWRITE).contains("a folder"));
  }

  @Test
  void refusesAPlaceInAFolderThatIsNotThere() {
    Path file = folder.resolve("no/such/a.jsonl");
    assertTrue(refusal(CaptionFormat.JSONL, file, ExistingPolicy.REFUSE).contains("create it"));
  }

  @Test
  void aDocumentAppearsOnlyWhenItIsComplete() throws Exception {
    for (CaptionFormat format : new CaptionFormat[] {CaptionFormat.JSON, CaptionFormat.HTML}) {
      Path file = folder.resolve("result." + format);
      CaptionOutput output = prepare(config(format, file, ExistingPolicy.REFUSE));
      try (CaptionWriter writer = output.open("starter")) {
        writer.accept(SamplePhotos.captioned("a.jpg", "a dog"));
        assertFalse(Files.exists(file));
      }
      assertEquals(0, files(), "an unfinished " + format + " left something");
      try (CaptionWriter writer = output.open("starter")) {
        writer.accept(SamplePhotos.captioned("a.jpg", "a dog"));
        writer.finish();
      }
      assertTrue(Files.readString(file).contains("a dog"));
      assertEquals(1, files(), "a finished " + format + " left something else");
      Files.delete(file);
    }
  }

  @Test
  void aFileThatAppearsDuringTheRunIsNotReplaced() throws Exception {
    Path file = folder.resolve("result.json");
    CaptionOutput output = prepare(config(CaptionFormat.JSON, file, ExistingPolicy.REFUSE));
    try (CaptionWriter writer = output.open("starter")) {
      Files.writeString(file, "mine");
      assertThrows(IOException.class, writer::finish);
    }
    assertEquals("mine", Files.readString(file));
    assertEquals(1, files());
  }

  @Test
  void overwriteReplacesAndPreparingAloneDoesNot() throws Exception {
    for (CaptionFormat format :
        new CaptionFormat[] {CaptionFormat.TEXT, CaptionFormat.JSON, CaptionFormat.JSONL}) {
      Path file = Files.writeString(folder.resolve("old"), "old ".repeat(100));
      CaptionOutput output = prepare(config(format, file, ExistingPolicy.OVERWRITE));
      assertTrue(Files.readString(file).startsWith("old"));
      try (CaptionWriter writer = output.open("starter")) {
        writer.accept(SamplePhotos.captioned("a.jpg", "a dog"));
        writer.finish();
      }
      assertFalse(Files.readString(file).contains("old"), Files.readString(file));
      Files.delete(file);
    }
  }

  @Test
  void writesThroughALinkToItsFile() throws Exception {
    Path real = Files.writeString(folder.resolve("real.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
    CaptionOutput output = prepare(config(CaptionFormat.JSON, link, ExistingPolicy.OVERWRITE));
    try (CaptionWriter writer = output.open("starter")) {
      writer.finish();
    }
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("[]\n", Files.readString(real));
  }

  @Test
  void retryingNeedsAFileToContinue() {
    OutputConfig config =
        new OutputConfig(
            CaptionFormat.JSONL,
            Optional.of(folder.resolve("a")),
            ExistingPolicy.OVERWRITE,
            true,
            1,
            Optional.empty(),
            false);
    assertThrows(OutputRefusedException.class, () -> prepare(config));
    assertDoesNotThrow(
        () ->
            prepare(
                new OutputConfig(
                    CaptionFormat.JSONL,
                    config.output(),
                    ExistingPolicy.APPEND,
                    true,
                    1,
                    Optional.empty(),
                    false)));
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  private static OutputConfig config(CaptionFormat format, Path file, ExistingPolicy policy) {
    return new OutputConfig(format, Optional.of(file), policy, false, 1, Optional.empty(), false);
  }

  private static CaptionOutput prepare(OutputConfig config) throws OutputRefusedException {
    return CaptionOutputs.prepare(config, OutputStream.nullOutputStream());
  }

  private static String refusal(CaptionFormat format, Path file, ExistingPolicy policy) {
    return assertThrows(OutputRefusedException.class, () -> prepare(config(format, file, policy)))
        .getMessage();
  }
}
