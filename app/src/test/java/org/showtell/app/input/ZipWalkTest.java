package org.showtell.app.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;

class ZipWalkTest {
  @TempDir Path folder;

  @Test
  void walksTheEntriesInNameOrderAndReadsThemInPlace() throws IOException {
    Path zip = zip("images/b.jpg", "images/a.jpg", "images/.hidden.jpg", "README.txt");
    try (PhotoInputs inputs = open(zip)) {
      List<InputEntry> entries = new ArrayList<>();
      inputs.forEachRemaining(entries::add);
      List<PhotoInput> photos =
          entries.stream()
              .filter(e -> e instanceof PhotoInput)
              .map(PhotoInput.class::cast)
              .toList();
      assertEquals(
          List.of(zip + "!images/a.jpg", zip + "!images/b.jpg"),
          photos.stream().map(PhotoInput::path).toList());
      assertTrue(photos.get(0).file().isEmpty());
      assertEquals(Path.of("images/a.jpg"), photos.get(0).relative());
      assertArrayEquals(
          "images/b.jpg".getBytes(StandardCharsets.UTF_8), photos.get(1).content().read());
    }
  }

  @Test
  void aBackslashSeparatesFolders() throws IOException {
    try (PhotoInputs inputs = open(zip("photos\\1.jpg", "photos\\.x.jpg"))) {
      assertInstanceOf(IgnoredInput.class, inputs.next());
      PhotoInput photo = assertInstanceOf(PhotoInput.class, inputs.next());
      assertEquals(Path.of("photos", "1.jpg"), photo.relative());
      assertArrayEquals("photos\\1.jpg".getBytes(StandardCharsets.UTF_8), photo.content().read());
    }
  }

  @Test
  void saysOfAZipThatIsCutOffWhatToDo() throws IOException {
    byte[] whole = Files.readAllBytes(zip("a.jpg", "b.jpg"));
    Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
    try (PhotoInputs inputs = open(cut)) {
      FailedInput failed = assertInstanceOf(FailedInput.class, inputs.next());
      assertTrue(failed.error().startsWith("a zip that is cut off"), failed.error());
      assertTrue(failed.error().endsWith("get it again"), failed.error());
    }
  }

  @Test
  void refusesANameThatLeadsOut() throws IOException {
    try (PhotoInputs inputs = open(zip("../../a.jpg", "..\\b.jpg", "/b.jpg"))) {
      assertInstanceOf(FailedInput.class, inputs.next());
      assertInstanceOf(FailedInput.class, inputs.next());
      assertInstanceOf(FailedInput.class, inputs.next());
    }
  }

  @Test
  void aNameThatIsNoneCostsOneEntry() throws IOException {
    try (PhotoInputs inputs = open(zip("a\0b.jpg", "c.jpg"))) {
      FailedInput failed = assertInstanceOf(FailedInput.class, inputs.next());
      assertTrue(failed.error().startsWith("not a possible file name"), failed.error());
      assertInstanceOf(PhotoInput.class, inputs.next());
    }
  }

  @Test
  void aFileThatIsNoZipIsAFailure() throws IOException {
    Path zip = Files.writeString(folder.resolve("a.zip"), "no zip");
    try (PhotoInputs inputs = open(zip)) {
      FailedInput failed = assertInstanceOf(FailedInput.class, inputs.next());
      assertTrue(failed.error().startsWith("not a zip"), failed.error());
    }
  }

  @Test
  void saysThatAZipIsEmpty() throws IOException {
    try (PhotoInputs inputs = open(zip())) {
      assertInstanceOf(IgnoredInput.class, inputs.next());
    }
  }

  private static PhotoInputs open(Path zip) {
    return new PhotoInputs(List.of(zip.toString()), false, InputStream.nullInputStream());
  }

  private Path zip(String... names) throws IOException {
    Path zip = folder.resolve("photos.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }
}
