package org.showtell.app.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.input.InputEntry.IgnoredInput;

class LeftOutKindsTest {
  @TempDir Path folder;

  private static List<InputEntry> walk(Path path) {
    List<InputEntry> entries = new ArrayList<>();
    ByteArrayInputStream nothing = new ByteArrayInputStream(new byte[0]);
    try (PhotoInputs inputs = new PhotoInputs(List.of(path.toString()), true, nothing)) {
      inputs.forEachRemaining(entries::add);
    }
    return entries;
  }

  private static List<String> notes(List<InputEntry> entries) {
    return entries.stream()
        .filter(e -> e instanceof IgnoredInput left && left.kind() == IgnoredInput.Kind.NOTE)
        .map(e -> ((IgnoredInput) e).reason())
        .toList();
  }

  private Path write(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve("photos").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content");
    }
    return folder.resolve("photos");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.HIF", "a.hif", "a.mpo", "a.MPO", "a.apng", "a.avifs", "a.heics", "a.CR2", "a.cr3",
        "a.nef", "a.ARW", "a.dng", "a.RAF", "a.orf", "a.rw2"
      })
  void isAPhoto(String name) throws IOException {
    List<InputEntry> entries = walk(write(name));
    assertEquals(1, entries.size());
    assertEquals(name, ((PhotoInput) entries.get(0)).relative().toString());
  }

  @Test
  void aFolderWithoutPhotosSaysWhatItHolds() throws IOException {
    Path photos = write("a.txt", "b.TXT", "below/c.txt", "film.mp4", "x.jxl", ".hidden", "README");
    assertEquals(
        List.of(
            "no photos in this folder; left out: 3 .txt, 1 .jxl (JPEG XL; djxl photo.jxl photo.png"
                + " converts it), 1 .mp4 (showtell video captions it), 1 hidden,"
                + " 1 without an extension"),
        notes(walk(photos)));
  }

  @Test
  void manyKindsAreNotAllNamed() throws IOException {
    Path photos =
        write("a.a", "a.b", "a.c", "a.d", "a.e", "a.f", "a.g", "a.h", "a.i", "b.i", "a.j");
    String note = notes(walk(photos)).get(0);
    assertTrue(note.contains("left out: 2 .i, 1 .a, "), note);
    assertTrue(note.endsWith(", 2 of other kinds"), note);
  }

  @Test
  void aPhotoOfAFormatThatIsNotReadIsNamedBesideOthers() throws IOException {
    Path photos = write("a.jpg", "a.txt", "b.jxl", "c.JXL", "d.psd");
    assertEquals(
        List.of(
            "left out: 2 .jxl (JPEG XL; djxl photo.jxl photo.png converts it),"
                + " 1 .psd (Photoshop; export a JPEG or a PNG)"),
        notes(walk(photos)));
  }

  @Test
  void aFolderOfPhotosSaysNothing() throws IOException {
    assertEquals(List.of(), notes(walk(write("a.jpg", "a.txt", "film.mp4"))));
  }

  @Test
  void aZipSaysTheSame() throws IOException {
    assertEquals(
        List.of(
            "no photos in this zip; left out: 1 .jxl (JPEG XL; djxl photo.jxl photo.png"
                + " converts it), 1 .txt"),
        notes(walk(zip("none.zip", "a.txt", "a.jxl"))));
    assertEquals(List.of("no photos in this zip"), notes(walk(zip("empty.zip"))));
    assertEquals(
        List.of("left out: 1 .jxl (JPEG XL; djxl photo.jxl photo.png converts it)"),
        notes(walk(zip("some.zip", "a.jpg", "a.jxl", "a.txt"))));
    assertEquals(List.of(), notes(walk(zip("all.zip", "a.jpg", "a.txt"))));
  }

  private Path zip(String file, String... names) throws IOException {
    Path zip = folder.resolve(file);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
      }
    }
    return zip;
  }
}
