package org.showtell.app.output.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.FAILED_EARLIER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.CaptionOutputs;
import org.showtell.app.output.caption.CaptionFormat;
import org.showtell.app.output.caption.CaptionOutput;
import org.showtell.app.output.caption.CaptionWriter;
import org.showtell.app.output.caption.OutputConfig;
import org.showtell.app.output.caption.PhotoOutputException;
import org.showtell.app.output.caption.SamplePhotos;
import org.showtell.app.output.file.ExistingPolicy;

class EmbedOutputTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private Path photo;
  private byte[] old;

  @BeforeEach
  void photo() throws IOException {
    old = PhotoBytes.jpeg();
    photo = Files.write(folder.resolve("a.jpg"), old);
  }

  @Test
  void theCaptionIsInThePhotoAndInTheOtherOutput() throws Exception {
    embed(photo, "a dog", ExistingPolicy.REFUSE, Backup.KEEP);
    assertTrue(content(photo).contains("a dog"));
    assertEquals(photo + "\ta dog\n", stdout.toString(StandardCharsets.UTF_8));
    assertArrayEquals(old, Files.readAllBytes(folder.resolve("a.jpg.bak")));
    assertEquals(2, files());
  }

  @Test
  void anOlderBackupStaysAndOneOfTheSamePhotoIsEnough() throws Exception {
    Path first = Files.writeString(folder.resolve("a.jpg.bak"), "mine");
    embed(photo, "a dog", ExistingPolicy.REFUSE, Backup.KEEP);
    assertEquals("mine", Files.readString(first));
    Path second = folder.resolve("a.jpg.bak2");
    assertArrayEquals(old, Files.readAllBytes(second));
    Files.write(photo, old); // as if the run had been killed behind the backup
    embed(photo, "a dog", ExistingPolicy.REFUSE, Backup.KEEP);
    assertEquals(3, files());
    embed(photo, "a cat", ExistingPolicy.OVERWRITE, Backup.NONE);
    assertEquals(3, files());
  }

  @Test
  void theSameCaptionOnceMoreMakesNoBackupAndKeepsTheTime() throws Exception {
    embed(photo, "a dog", ExistingPolicy.OVERWRITE, Backup.NONE);
    Files.setLastModifiedTime(photo, FileTime.fromMillis(1_000_000));
    embed(photo, "a dog", ExistingPolicy.OVERWRITE, Backup.KEEP);
    assertEquals(FileTime.fromMillis(1_000_000), Files.getLastModifiedTime(photo));
    assertEquals(1, files());
  }

  @Test
  void aDescriptionGivesWayOnlyWhereThatIsAsked() throws Exception {
    embed(photo, "by a person", ExistingPolicy.REFUSE, Backup.NONE);
    byte[] described = Files.readAllBytes(photo);
    PhotoInput input = SamplePhotos.photo(photo.toString());
    assertInstanceOf(
        FailedInput.class, output(ExistingPolicy.REFUSE, Backup.NONE).filter().apply(input));
    assertInstanceOf(
        IgnoredInput.class,
        output(ExistingPolicy.SKIP_EXISTING, Backup.NONE).filter().apply(input));
    // Another program has described it since the filter looked.
    embed(photo, "a dog", ExistingPolicy.SKIP_EXISTING, Backup.NONE);
    embed(photo, "a dog", ExistingPolicy.APPEND, Backup.KEEP);
    assertArrayEquals(described, Files.readAllBytes(photo));
    assertEquals(1, files(), "nothing to write, nothing to keep");
    embed(photo, "a dog", ExistingPolicy.OVERWRITE, Backup.NONE);
    assertFalse(content(photo).contains("by a person"));
  }

  @Test
  void appendAddsTheAlternativeTextToADescription() throws Exception {
    byte[] xmp =
        PhotoBytes.xmp(
            "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Ann at home</rdf:li></rdf:Alt></dc:description>");
    Files.write(
        photo,
        PhotoBytes.jpegWith(PhotoBytes.segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", xmp)));
    embed(photo, "a woman", ExistingPolicy.APPEND, Backup.NONE);
    PhotoMetadata metadata = EmbeddedCaptionTest.metadata(Files.readAllBytes(photo));
    String text = new String(metadata.xmp(), StandardCharsets.UTF_8);
    assertTrue(text.contains("Ann at home"), text);
    assertEquals(1, text.split("a woman", -1).length - 1, text);
    assertEquals(null, metadata.exif());
  }

  @Test
  void aLinkStaysAndItsTargetIsWrittenOnce() throws Exception {
    Path link = link(folder.resolve("link.jpg"));
    var filter = output(ExistingPolicy.REFUSE, Backup.KEEP).filter();
    assertInstanceOf(PhotoInput.class, filter.apply(SamplePhotos.photo(link.toString())));
    assertInstanceOf(IgnoredInput.class, filter.apply(SamplePhotos.photo(photo.toString())));
    embed(link, "a dog", ExistingPolicy.REFUSE, Backup.KEEP);
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(content(photo).contains("a dog"));
    assertTrue(Files.exists(folder.resolve("a.jpg.bak")));
  }

  private Path link(Path link) throws IOException {
    try {
      return Files.createSymbolicLink(link, photo);
    } catch (UnsupportedOperationException | IOException e) {
      assumeTrue(false, "no symbolic links on this file system");
      return link;
    }
  }

  @Test
  void anotherNameOfTheFileKeepsTheOldPhoto() throws Exception {
    Path snapshot =
        Files.createLink(Files.createDirectory(folder.resolve("s")).resolve("a.jpg"), photo);
    embed(photo, "a dog", ExistingPolicy.REFUSE, Backup.NONE);
    assertArrayEquals(old, Files.readAllBytes(snapshot));
  }

  @Test
  void permissionsStayAndAReadOnlyPhotoDoesToo() throws Exception {
    assumeTrue(Files.getFileStore(photo).supportsFileAttributeView("posix"), "no permissions here");
    Files.setPosixFilePermissions(photo, PosixFilePermissions.fromString("rw-r-----"));
    embed(photo, "a dog", ExistingPolicy.REFUSE, Backup.NONE);
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(photo)));
    Files.setPosixFilePermissions(photo, PosixFilePermissions.fromString("r--r--r--"));
    assertTrue(problem(photo).contains("read-only"));
    assertFalse(content(photo).contains("a cat"));
  }

  @Test
  void whatIsNotWrittenIsNamedAndItsCaptionIsInTheOtherOutput() throws Exception {
    Path gif = Files.writeString(folder.resolve("b.gif"), "GIF89a and so on");
    assertTrue(problem(gif).contains("JPEG, PNG and WebP only"));
    assertEquals(gif + "\ta cat\n", stdout.toString(StandardCharsets.UTF_8));
    // Whole for us, but its pixels cannot be decoded.
    Path cut = Files.write(folder.resolve("c.png"), PhotoBytes.png());
    byte[] wrong = Files.readAllBytes(cut);
    wrong[60] ^= 0x55;
    Files.write(cut, wrong);
    assertTrue(problem(cut).startsWith("not changed: "));
    assertArrayEquals(wrong, Files.readAllBytes(cut));
    assertEquals(3, files());
    PhotoInput inZip = SamplePhotos.inZip("a.zip/b.jpg", "b.jpg");
    assertInstanceOf(
        FailedInput.class, output(ExistingPolicy.REFUSE, Backup.NONE).filter().apply(inZip));
  }

  @Test
  void aPhotoThatCouldNotBeChangedCanBeTriedAgain() throws Exception {
    Path gif = Files.writeString(folder.resolve("b.gif"), "GIF89a and so on");
    for (CaptionFormat format : List.of(CaptionFormat.JSONL, CaptionFormat.CSV)) {
      Path file = folder.resolve("captions." + format.name().toLowerCase(Locale.ROOT));
      CaptionOutput first = continued(format, file, ExistingPolicy.REFUSE, false);
      try (CaptionWriter writer = first.open("starter")) {
        writer.accept(SamplePhotos.captioned(photo.toString(), "a dog"));
        CaptionedPhoto captioned = SamplePhotos.captioned(gif.toString(), "a cat");
        assertThrows(PhotoOutputException.class, () -> writer.accept(captioned));
        writer.finish();
      }
      String record = Files.readAllLines(file).get(format == CaptionFormat.CSV ? 2 : 1);
      assertTrue(record.contains("a cat") && record.contains("not changed: "), record);

      PhotoInput input = SamplePhotos.photo(gif.toString());
      InputEntry left = continued(format, file, ExistingPolicy.APPEND, false).filter().apply(input);
      assertEquals(FAILED_EARLIER, assertInstanceOf(IgnoredInput.class, left).kind());
      CaptionOutput again = continued(format, file, ExistingPolicy.APPEND, true);
      assertEquals(input, again.filter().apply(input));
      again.open("starter").close();
      assertFalse(Files.readString(file).contains("a cat"), "its record is written anew");
      Files.write(photo, old);
    }
  }

  @Test
  void aLinkToAPhotoThatAnEarlierRunHasDoneIsTheSamePhoto() throws Exception {
    Path file = folder.resolve("captions.jsonl");
    try (CaptionWriter writer =
        continued(CaptionFormat.JSONL, file, ExistingPolicy.REFUSE, false).open("starter")) {
      writer.accept(SamplePhotos.captioned(photo.toString(), "a dog"));
      writer.finish();
    }
    var filter = continued(CaptionFormat.JSONL, file, ExistingPolicy.APPEND, false).filter();
    assertInstanceOf(IgnoredInput.class, filter.apply(SamplePhotos.photo(photo.toString())));
    Path link = link(folder.resolve("z.jpg"));
    assertInstanceOf(IgnoredInput.class, filter.apply(SamplePhotos.photo(link.toString())));
  }

  private CaptionOutput continued(
      CaptionFormat format, Path file, ExistingPolicy policy, boolean retry) throws Exception {
    OutputConfig config =
        new OutputConfig(format, Optional.of(file), policy, retry, 1, Optional.empty(), false);
    return CaptionOutputs.prepareEmbedding(config, Backup.NONE, stdout);
  }

  private String problem(Path file) {
    return assertThrows(
            PhotoOutputException.class,
            () -> embed(file, "a cat", ExistingPolicy.OVERWRITE, Backup.KEEP))
        .getMessage();
  }

  private void embed(Path file, String caption, ExistingPolicy policy, Backup backup)
      throws Exception {
    try (CaptionWriter writer = output(policy, backup).open("starter")) {
      writer.accept(SamplePhotos.captioned(file.toString(), caption));
      writer.finish();
    }
  }

  private CaptionOutput output(ExistingPolicy policy, Backup backup) throws Exception {
    OutputConfig config =
        new OutputConfig(
            CaptionFormat.TEXT, Optional.empty(), policy, false, 1, Optional.empty(), false);
    return CaptionOutputs.prepareEmbedding(config, backup, stdout);
  }

  private static String content(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
