package org.showtell.app.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;

class PhotoInputsTest {
  @TempDir Path folder;
  @TempDir Path elsewhere;

  @Test
  void walksAFolderInNameOrder() throws IOException {
    touch("b.jpg", "a.png", "10.JPG", "9.webp", "Z.jpeg", "notes.txt");
    assertEquals(List.of("10.JPG", "9.webp", "Z.jpeg", "a.png", "b.jpg"), photos(false, ""));
  }

  @Test
  void entersSubFoldersOnlyWhenAsked() throws IOException {
    touch("a.jpg", "m/x.jpg", "m/k/y.jpg", "z.jpg");
    assertEquals(List.of("a.jpg", "z.jpg"), photos(false, ""));
    assertEquals(List.of("a.jpg", "m/k/y.jpg", "m/x.jpg", "z.jpg"), photos(true, ""));
  }

  @Test
  void leavesHiddenFilesAndFoldersOut() throws IOException {
    touch(".a.jpg", "._b.jpg", ".trash/c.jpg", "d.jpg");
    assertEquals(List.of("d.jpg"), photos(true, ""));
  }

  @Test
  void takesANamedFileAtTheUsersWord() throws IOException {
    touch("notes.txt", ".hidden.jpg");
    assertEquals(List.of("notes.txt", ".hidden.jpg"), photos(false, "notes.txt", ".hidden.jpg"));
  }

  @Test
  void anEmptyPathIsNotTheCurrentFolder() {
    try (PhotoInputs inputs = new PhotoInputs(List.of(""), true, InputStream.nullInputStream())) {
      FailedInput failed = assertInstanceOf(FailedInput.class, inputs.next());
      assertEquals("''", failed.path());
      assertFalse(inputs.hasNext());
    }
  }

  @Test
  void recognizesAPhotoWithoutExtensionByItsContent() throws IOException {
    touch("plain", "dir.d/README");
    Files.write(folder.resolve("photo"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
    assertEquals(List.of("photo"), photos(false, ""));
  }

  @Test
  void keepsOddNamesAsTheyAre() throws IOException {
    List<String> names =
        List.of("a b.jpg", "line\nbreak.jpg", "tab\t.jpg", "über.jpg", "\ud83d\ude00.jpg");
    touch(names.toArray(String[]::new));
    assertEquals(names, photos(false, ""));
  }

  @Test
  void aLinkThatLeadsBackUpEndsThere() throws IOException {
    touch("a/x.jpg", "b/y.jpg");
    Files.createSymbolicLink(folder.resolve("a/up"), folder);
    Files.createSymbolicLink(folder.resolve("b/other"), folder.resolve("a"));
    assertEquals(List.of("a/x.jpg", "b/y.jpg"), photos(true, ""));
  }

  @Test
  void aFolderHasItsOwnNameWhateverLinksToItComeBefore() throws IOException {
    touch("b/y.jpg", "c/d/z.jpg");
    Path outside = Files.createDirectory(elsewhere.resolve("outside"));
    Files.createFile(outside.resolve("o.jpg"));
    Files.createSymbolicLink(folder.resolve("a"), folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b/a"), folder.resolve("c/d"));
    Files.createSymbolicLink(folder.resolve("b/outside"), outside);
    assertEquals(List.of("b/y.jpg", "c/d/z.jpg", "b/outside/o.jpg"), photos(true, ""));
    long links =
        entries(true, "").stream()
            .filter(IgnoredInput.class::isInstance)
            .filter(
                e ->
                    ((IgnoredInput) e).reason().equals("a link to a folder that is walked already"))
            .count();
    assertEquals(2, links);
  }

  @Test
  void aBrokenLinkToAPhotoIsAFailure() throws IOException {
    Files.createSymbolicLink(folder.resolve("a.jpg"), folder.resolve("gone.jpg"));
    Files.createSymbolicLink(folder.resolve("b.txt"), folder.resolve("gone.txt"));
    touch("c.jpg");
    List<InputEntry> entries = entries(false, "");
    assertEquals(
        "a link to a file that is not there",
        assertInstanceOf(FailedInput.class, entries.get(0)).error());
    assertInstanceOf(IgnoredInput.class, entries.get(1));
    assertInstanceOf(PhotoInput.class, entries.get(2));
  }

  @Test
  void aMissingFileIsAFailureAmongTheOthers() throws IOException {
    touch("a.jpg");
    List<InputEntry> entries = entries(false, "no.jpg", "a.jpg");
    FailedInput failed = assertInstanceOf(FailedInput.class, entries.get(0));
    assertEquals("there is no such file or folder", failed.error());
    assertEquals(folder.resolve("no.jpg").toString(), failed.path());
    assertInstanceOf(PhotoInput.class, entries.get(1));
  }

  @Test
  void aNameThatCannotBeIsAFailure() {
    List<InputEntry> entries = all(new PhotoInputs(List.of("a\0b.jpg"), false, nothing()));
    assertTrue(
        assertInstanceOf(FailedInput.class, entries.get(0)).error().startsWith("not a possible"));
  }

  @Test
  void aFolderWithoutPermissionIsOneFailure() throws IOException {
    touch("a/x.jpg", "b/y.jpg", "c.jpg");
    Path closed = folder.resolve("a");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(closed), "this user may read everything");
      List<InputEntry> entries = entries(true, "");
      FailedInput failed = assertInstanceOf(FailedInput.class, entries.get(0));
      assertEquals(closed.toString(), failed.path());
      assertTrue(failed.error().contains("permission denied"), failed.error());
      assertEquals(3, entries.size());
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void saysThatAFolderHasNoPhotos() throws IOException {
    touch("sub/a.jpg");
    List<InputEntry> entries = entries(false, "");
    IgnoredInput note = assertInstanceOf(IgnoredInput.class, entries.get(entries.size() - 1));
    assertEquals(IgnoredInput.Kind.NOTE, note.kind());
    assertTrue(note.reason().contains("-r"), note.reason());
  }

  @Test
  void readsAListFromStdinBetweenOtherArguments() throws IOException {
    touch("a.jpg", "b.jpg", "c.jpg", "sub/d.jpg");
    String list = folder.resolve("b.jpg") + "\r\n\n" + folder.resolve("sub") + "\n";
    List<InputEntry> entries =
        all(
            new PhotoInputs(
                List.of(at("c.jpg"), "-", at("a.jpg")),
                false,
                new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8))));
    assertEquals(List.of("c.jpg", "b.jpg", "sub/d.jpg", "a.jpg"), names(entries));
  }

  @Test
  void aListNeverWidensToAWholeDisk() throws IOException {
    Files.createSymbolicLink(folder.resolve("root"), Path.of("/"));
    String home = System.getProperty("user.home");
    for (String entry :
        List.of("/", "//", ".", "./", "..", "\\", "\"/\"", "../..", home, at("root"), "/proc")) {
      for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE")) {
        List<InputEntry> entries = listed((entry + "\n").getBytes(Charset.forName(charset)));
        assertEquals(1, entries.size(), entry + " in " + charset);
        assertInstanceOf(FailedInput.class, entries.get(0), entry);
      }
    }
    Files.delete(folder.resolve("root"));
  }

  @Test
  void aListNamesPhotosInItsOwnWay() throws IOException {
    touch("a b.jpg", "sub/c.jpg", "\u00fc.jpg");
    String quoted = '"' + at("a b.jpg") + "\"\r\n'" + at("a b.jpg") + "'\r\n";
    assertEquals(List.of("a b.jpg", "a b.jpg"), names(listed(quoted.getBytes())));
    String windows = at("sub/c.jpg").replace("sub/", "sub\\");
    assertEquals(List.of("sub/c.jpg"), names(listed((windows + "\n").getBytes())));
    byte[] latin = at("\u00fc.jpg").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(List.of("\u00fc.jpg"), names(listed(latin)));
    touch("od\\d.jpg", "\"q\".jpg");
    assertEquals(List.of("od\\d.jpg"), names(listed(at("od\\d.jpg").getBytes())));
  }

  private List<InputEntry> listed(byte[] list) {
    return all(new PhotoInputs(List.of("-"), true, new ByteArrayInputStream(list)));
  }

  @Test
  void namesThatAreNotUtf8AreToldApartAndOpened() throws IOException {
    for (String name : List.of("x%E9.jpg", "x%E8.jpg")) {
      Files.writeString(Path.of(URI.create(folder.toUri() + name)), name);
    }
    List<InputEntry> walked = entries(false, "");
    assertEquals(List.of("x\\xe8.jpg", "x\\xe9.jpg"), names(walked));
    byte[] list = (at("x?.jpg") + "\n").getBytes();
    list[list.length - 6] = (byte) 0xe9;
    for (List<InputEntry> found : List.of(listed(list), entries(false, "x\\xe9.jpg"))) {
      PhotoInput photo = assertInstanceOf(PhotoInput.class, found.get(0));
      assertEquals(at("x\\xe9.jpg"), photo.path());
      assertEquals("x%E9.jpg", new String(photo.content().read(), StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aPhotoThatIsDeletedDuringTheRunIsNoLongerThere() throws IOException {
    touch("a.jpg", "b.jpg", "c.jpg");
    try (PhotoInputs inputs = new PhotoInputs(List.of(at("")), false, nothing())) {
      PhotoInput first = assertInstanceOf(PhotoInput.class, inputs.next());
      Files.delete(folder.resolve("a.jpg"));
      Files.delete(folder.resolve("c.jpg"));
      IOException gone = assertThrows(IOException.class, first.content()::read);
      assertEquals("it is no longer there", FailureReason.of(gone));
      inputs.next();
      FailedInput last = assertInstanceOf(FailedInput.class, inputs.next());
      assertEquals("it is no longer there", last.error());
    }
  }

  /** Nine of ten files are no photos: the first photo waits for the names alone. */
  @Test
  void aLargeFolderCostsItsNames() throws IOException {
    int count = 10_000;
    for (int i = 0; i < count; i++) {
      Files.createFile(folder.resolve("%05d.%s".formatted(i, i % 10 == 9 ? "jpg" : "txt")));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    try (PhotoInputs inputs = new PhotoInputs(List.of(at("")), false, nothing())) {
      InputEntry entry = inputs.next();
      while (!(entry instanceof PhotoInput)) {
        entry = inputs.next();
      }
      long bytes = (threads.getThreadAllocatedBytes(thread) - before) / count;
      assertTrue(bytes < 1000, bytes + " bytes for each entry");
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.toList()) {
          Files.delete(file);
        }
      }
      while (!(entry instanceof FailedInput)) {
        entry = inputs.next();
      }
      assertEquals("it is no longer there", ((FailedInput) entry).error());
      assertEquals(at("00019.jpg"), entry.path());
    }
  }

  @Test
  void photosKnowTheirPlaceBelowTheFolder() throws IOException {
    touch("m/x.jpg");
    PhotoInput below = assertInstanceOf(PhotoInput.class, entries(true, "").get(0));
    assertEquals(Path.of("m/x.jpg"), below.relative());
    PhotoInput named = assertInstanceOf(PhotoInput.class, entries(true, "m/x.jpg").get(0));
    assertEquals(Path.of("x.jpg"), named.relative());
  }

  @Test
  void doesNotReadFromAPipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe.jpg");
    try {
      assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    } catch (IOException e) {
      assumeTrue(false, "no mkfifo on this machine");
    }
    assertInstanceOf(FailedInput.class, entries(false, "pipe.jpg").get(0));
    assertInstanceOf(IgnoredInput.class, entries(false, "").get(0));
  }

  @Test
  void endsWithAnException() {
    PhotoInputs none = new PhotoInputs(List.of(), false, nothing());
    assertThrows(NoSuchElementException.class, none::next);
    none.close();
  }

  private static InputStream nothing() {
    return InputStream.nullInputStream();
  }

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "dog");
    }
  }

  private String at(String name) {
    return name.isEmpty() ? folder.toString() : folder.resolve(name).toString();
  }

  private List<String> photos(boolean recursive, String... arguments) {
    return names(
        entries(recursive, arguments).stream().filter(e -> e instanceof PhotoInput).toList());
  }

  private List<InputEntry> entries(boolean recursive, String... arguments) {
    List<String> paths = new ArrayList<>();
    for (String argument : arguments) {
      paths.add(at(argument));
    }
    return all(new PhotoInputs(paths, recursive, nothing()));
  }

  private static List<InputEntry> all(PhotoInputs inputs) {
    List<InputEntry> all = new ArrayList<>();
    try (inputs) {
      inputs.forEachRemaining(all::add);
    }
    return all;
  }

  private List<String> names(List<? extends InputEntry> entries) {
    return entries.stream().map(e -> folder.relativize(Path.of(e.path())).toString()).toList();
  }
}
