package org.showtell.app.output.sidecar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.CaptionOutputs;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.PhotoOutputException;
import org.showtell.app.output.caption.SamplePhotos;
import org.showtell.app.output.caption.SidecarName;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.app.output.file.OutputRefusedException;

class PerPhotoOutputTest {
  @TempDir Path folder;
  private PhotoInput photo;
  private Path text;

  @BeforeEach
  void aPhoto() {
    photo = photo("photo.jpg");
    text = folder.resolve("photo.txt");
  }

  @Test
  void writesATextBesideThePhoto() throws Exception {
    write(ExistingPolicy.REFUSE, photo, "a dog", "the dog");
    assertEquals("a dog\nthe dog\n", Files.readString(text));
    assertEquals(1, files());
  }

  @Test
  void mirrorsTheFolderWhereOneIsNamed() throws Exception {
    PhotoInput below = PhotoInput.ofFile(folder.resolve("in/m/a.b.jpg"), Path.of("m", "a.b.jpg"));
    CaptionOutput output =
        output(CaptionFormat.SIDECAR, Optional.of(folder.resolve("out")), ExistingPolicy.REFUSE);
    try (CaptionWriter writer = output.open("starter")) {
      writer.accept(SamplePhotos.captioned(below, "a dog"));
    }
    assertEquals("a dog\n", Files.readString(folder.resolve("out/m/a.b.txt")));
  }

  @Test
  void neverTouchesAnExistingTextWithoutAPolicy() throws Exception {
    Files.writeString(text, "written by hand");
    FailedInput failed =
        assertInstanceOf(FailedInput.class, output(ExistingPolicy.REFUSE).filter().apply(photo));
    assertTrue(failed.error().contains("overwrite"), failed.error());
    // Also when it is created between the look and the writing.
    assertThrows(PhotoOutputException.class, () -> write(ExistingPolicy.REFUSE, photo, "a dog"));
    assertThrows(
        PhotoOutputException.class, () -> write(ExistingPolicy.SKIP_EXISTING, photo, "a dog"));
    assertEquals("written by hand", Files.readString(text));
    assertEquals(1, files());
  }

  @Test
  void skipExistingLeavesThePhotoOut() throws Exception {
    Files.writeString(text, "written by hand");
    InputFilter filter = output(ExistingPolicy.SKIP_EXISTING).filter();
    IgnoredInput ignored = assertInstanceOf(IgnoredInput.class, filter.apply(photo));
    assertEquals(IgnoredInput.Kind.ALREADY_DONE, ignored.kind());
    assertInstanceOf(PhotoInput.class, filter.apply(photo("other.jpg")));
  }

  @Test
  void overwriteReplacesTheText() throws Exception {
    Files.writeString(text, "old");
    write(ExistingPolicy.OVERWRITE, photo, "a dog");
    assertEquals("a dog\n", Files.readString(text));
    assertEquals(1, files());
  }

  @Test
  void appendAddsALineOnce() throws Exception {
    Files.writeString(text, "written by hand");
    write(ExistingPolicy.APPEND, photo, "a dog");
    write(ExistingPolicy.APPEND, photo, "a dog");
    assertEquals("written by hand\na dog\n", Files.readString(text));
    Files.delete(text);
    write(ExistingPolicy.APPEND, photo, "a dog");
    assertEquals("a dog\n", Files.readString(text));
  }

  @Test
  void appendGoesOnWithTheLineEndsOfWindows() throws Exception {
    Files.writeString(text, "written by hand\r\nin two lines");
    write(ExistingPolicy.APPEND, photo, "a dog");
    assertEquals("written by hand\r\nin two lines\r\na dog\r\n", Files.readString(text));
  }

  @Test
  void appendLeavesATextInAnotherEncoding() throws Exception {
    for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "windows-1252")) {
      byte[] before = "der K\u00f6ter\n".getBytes(Charset.forName(charset));
      Files.write(text, before);
      assertThrows(
          PhotoOutputException.class, () -> write(ExistingPolicy.APPEND, photo, "a dog"), charset);
      assertArrayEquals(before, Files.readAllBytes(text), charset);
    }
  }

  @Test
  void appendKnowsACaptionBehindAMark() throws Exception {
    Files.writeString(text, "\ufeffa dog\r\n");
    write(ExistingPolicy.APPEND, photo, "a dog");
    assertEquals("\ufeffa dog\r\n", Files.readString(text));
  }

  @Test
  void namesThatAreNotUtf8HaveTheirOwnTexts() throws Exception {
    for (String name : List.of("x%E9", "x%E8")) {
      Path file = Path.of(URI.create(folder.toUri() + name + ".jpg"));
      write(ExistingPolicy.REFUSE, PhotoInput.ofFile(file, file.getFileName()), name);
      Path beside = Path.of(URI.create(folder.toUri() + name + ".txt"));
      assertEquals(name + "\n", Files.readString(beside));
    }
  }

  @Test
  void aFailedPhotoGetsNoFile() throws Exception {
    try (CaptionWriter writer = output(ExistingPolicy.REFUSE).open("starter")) {
      writer.accept(SamplePhotos.failed(photo.path(), "not an image"));
      writer.finish();
    }
    assertEquals(0, files());
  }

  @Test
  void twoPhotosWithOneNameAreNamed() {
    for (ExistingPolicy policy : ExistingPolicy.values()) {
      InputFilter filter = output(CaptionFormat.XMP, Optional.empty(), policy).filter();
      assertInstanceOf(PhotoInput.class, filter.apply(photo));
      FailedInput clash = assertInstanceOf(FailedInput.class, filter.apply(photo("photo.png")));
      assertTrue(clash.error().contains("photo.jpg"), clash.error());
      assertTrue(clash.error().contains("photo.xmp"), clash.error());
      assertInstanceOf(IgnoredInput.class, filter.apply(photo), "the same photo once more");
    }
  }

  @Test
  void aPhotoThatIsNamedInTwoWaysIsOne() throws Exception {
    Path file = Files.writeString(folder.resolve("photo.jpg"), "x");
    InputFilter filter = output(ExistingPolicy.REFUSE).filter();
    assertInstanceOf(PhotoInput.class, filter.apply(PhotoInput.ofFile(file, file.getFileName())));
    Path other = folder.resolve("./photo.jpg");
    assertInstanceOf(
        IgnoredInput.class, filter.apply(PhotoInput.ofFile(other, other.getFileName())));
  }

  @Test
  void twoPhotosOfOneNameInOneFolderOfOutputAreToldWhatHelps() {
    InputFilter filter =
        output(CaptionFormat.SIDECAR, Optional.of(folder.resolve("out")), ExistingPolicy.REFUSE)
            .filter();
    Path first = folder.resolve("d1/x.jpg");
    Path second = folder.resolve("d2/x.jpg");
    filter.apply(PhotoInput.ofFile(first, first.getFileName()));
    FailedInput clash =
        assertInstanceOf(
            FailedInput.class, filter.apply(PhotoInput.ofFile(second, second.getFileName())));
    assertTrue(clash.error().contains("name the folder above both"), clash.error());
  }

  @Test
  void aSidecarNeverHasThePlaceOfAPhoto() throws Exception {
    OutputConfig config =
        new OutputConfig(
            CaptionFormat.SIDECAR,
            Optional.empty(),
            ExistingPolicy.OVERWRITE,
            false,
            1,
            Optional.empty(),
            false,
            Optional.of(new SidecarName("{name}")));
    InputFilter filter = CaptionOutputs.prepare(config, System.err).filter();
    assertInstanceOf(FailedInput.class, filter.apply(photo("a.jpg.jpg")));
    assertInstanceOf(FailedInput.class, filter.apply(photo("a.mov.png")));
    assertInstanceOf(PhotoInput.class, filter.apply(photo("b.jpg")));
  }

  @Test
  void aPhotoInAZipNeedsAFolder() {
    PhotoInput inZip = SamplePhotos.inZip("a.zip!b.jpg", "b.jpg");
    assertInstanceOf(FailedInput.class, output(ExistingPolicy.REFUSE).filter().apply(inZip));
    assertInstanceOf(
        PhotoInput.class,
        output(CaptionFormat.SIDECAR, Optional.of(folder), ExistingPolicy.REFUSE)
            .filter()
            .apply(inZip));
  }

  @Test
  void xmpKeepsWhatOtherProgramsWrote() throws Exception {
    Path xmp = folder.resolve("photo.xmp");
    Files.writeString(xmp, XmpDocumentTest.FOREIGN);
    CaptionOutput append = output(CaptionFormat.XMP, Optional.empty(), ExistingPolicy.APPEND);
    try (CaptionWriter writer = append.open("starter")) {
      writer.accept(SamplePhotos.captioned(photo, "a dog"));
    }
    String appended = Files.readString(xmp);
    assertTrue(appended.contains("written by hand"), appended);
    assertTrue(appended.contains("a dog"), "the missing alternative text: " + appended);
    assertTrue(appended.contains("xmp:Rating"), appended);
    CaptionOutput overwrite = output(CaptionFormat.XMP, Optional.empty(), ExistingPolicy.OVERWRITE);
    try (CaptionWriter writer = overwrite.open("starter")) {
      writer.accept(SamplePhotos.captioned(photo, "a cat"));
    }
    String replaced = Files.readString(xmp);
    assertFalse(replaced.contains("written by hand"), replaced);
    assertTrue(replaced.contains("a cat"), replaced);
    assertTrue(replaced.contains("von Hand"), replaced);
    assertTrue(replaced.contains("xmp:Rating"), replaced);
  }

  @Test
  void anXmpThatIsNoneIsNamedAndLeft() throws Exception {
    Path xmp = Files.writeString(folder.resolve("photo.xmp"), "no XML");
    CaptionOutput output = output(CaptionFormat.XMP, Optional.empty(), ExistingPolicy.OVERWRITE);
    try (CaptionWriter writer = output.open("starter")) {
      PhotoOutputException e =
          assertThrows(
              PhotoOutputException.class,
              () -> writer.accept(SamplePhotos.captioned(photo, "a dog")));
      assertTrue(e.getMessage().contains("not valid XML"), e.getMessage());
    }
    assertEquals("no XML", Files.readString(xmp));
    assertEquals(1, files());
  }

  private PhotoInput photo(String name) {
    return SamplePhotos.photo(folder.resolve(name).toString());
  }

  private static CaptionOutput output(ExistingPolicy policy) {
    return output(CaptionFormat.SIDECAR, Optional.empty(), policy);
  }

  private static CaptionOutput output(
      CaptionFormat format, Optional<Path> output, ExistingPolicy policy) {
    try {
      return CaptionOutputs.prepare(
          new OutputConfig(format, output, policy, false, 1, Optional.empty(), false),
          OutputStream.nullOutputStream());
    } catch (OutputRefusedException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(ExistingPolicy policy, PhotoInput photo, String... captions)
      throws Exception {
    try (CaptionWriter writer = output(policy).open("starter")) {
      writer.accept(SamplePhotos.captioned(photo, captions));
      writer.finish();
    }
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
