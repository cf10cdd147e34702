package org.showtell.app.cli.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.cli.CommandRun;

/** The options of which photos are captioned, what is written, and under which names. */
class CaptionOptionsCommandTest {
  @TempDir Path folder;
  private Path photos;

  @BeforeEach
  void photos() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    photo("a.jpg", "dog");
    photo("b.PNG", "cat");
    photo("raw/c.jpg", "cow");
    photo("@eaDir/a.jpg/thumb.jpg", "ant");
    photo("$RECYCLE.BIN/d.jpg", "bat");
    photo("lost+found/e.jpg", "bee");
  }

  @Test
  void takesThePhotosThatAreChosen() {
    assertEquals("a.jpg b.PNG raw/c.jpg", chosen());
    assertEquals("a.jpg raw/c.jpg", chosen("--include", "*.JPG"));
    assertEquals("a.jpg b.PNG", chosen("--exclude", "raw"));
    assertEquals("b.PNG", chosen("--exclude", "**/raw/**", "--exclude", "a*"));
    assertEquals("raw/c.jpg", chosen("--include", "raw/*.jpg"));
    assertEquals("a.jpg b.PNG", chosen("--limit", 2));
    assertEquals("a.jpg", chosen("--limit", 1, "--include", "*.jpg"));
  }

  @Test
  void saysWhichFoldersAreLeftOutAndTakesThemIfNamed() {
    CommandRun run = CommandRun.of("caption", "-v", "-r", photos);
    for (String name : List.of("@eaDir", "$RECYCLE.BIN", "lost+found")) {
      assertTrue(run.err().contains(name + ": files that other programs keep"), run.err());
    }
    CommandRun named = CommandRun.of("caption", "-r", photos.resolve("@eaDir"));
    assertTrue(
        named.out().endsWith("\tan ant\n") || named.out().endsWith("\ta ant\n"), named.out());
  }

  @Test
  void takesNewPhotosOnly() throws IOException {
    Instant old = Instant.now().minus(Duration.ofDays(3));
    Files.setLastModifiedTime(photos.resolve("a.jpg"), FileTime.from(old));
    assertEquals("b.PNG raw/c.jpg", chosen("--newer-than", "2d"));
    assertEquals("a.jpg b.PNG raw/c.jpg", chosen("--newer-than", "1w"));
    assertEquals("b.PNG raw/c.jpg", chosen("--newer-than", old.plusSeconds(5).toString()));
    assertEquals("a.jpg b.PNG raw/c.jpg", chosen("--newer-than", "2020-01-31"));
    assertEquals("", chosen("--newer-than", "2999-01-31T10:00"));
    CommandRun named = CommandRun.of("caption", photos.resolve("a.jpg"), "--newer-than", "2d");
    assertEquals("", named.out());
  }

  @Test
  void limitCountsWhatIsLeftToDo() {
    Object[] next = {"caption", "-r", photos, "-f", "sidecar", "--skip-existing", "--limit", 1};
    CommandRun.of(next);
    CommandRun.of(next);
    assertTrue(Files.exists(photos.resolve("a.txt")) && Files.exists(photos.resolve("b.txt")));
    assertFalse(Files.exists(photos.resolve("raw/c.txt")));
    Object[] dry = Stream.concat(Stream.of(next), Stream.of("--dry-run")).toArray();
    assertTrue(CommandRun.of(dry).out().endsWith("caption\t" + photos.resolve("raw/c.jpg") + "\n"));
  }

  @Test
  void namesALoop() throws IOException {
    Files.createSymbolicLink(photos.resolve("raw/up"), photos);
    CommandRun run = CommandRun.of("caption", "-r", photos);
    assertTrue(run.err().contains("raw/up: a link to a folder that it is in"), run.err());
    assertEquals(0, run.exitCode());
    assertEquals(3, run.out().lines().count());
  }

  @Test
  void sidecarsHaveTheNamesThatAreAskedFor() throws IOException {
    photo("a.png", "elk");
    assertEquals(1, CommandRun.of("caption", photos, "-f", "sidecar").exitCode());
    CommandRun run =
        CommandRun.of("caption", photos, "-f", "sidecar", "--sidecar-name", "{file}.txt");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("a dog\n", Files.readString(photos.resolve("a.jpg.txt")));
    assertEquals("a elk\n", Files.readString(photos.resolve("a.png.txt")));
    CommandRun.of(
        "caption", photos, "-f", "sidecar", "--sidecar-name", "{file}.txt", "--append", "-n", 2);
    assertEquals("a dog\n2 times a dog\n", Files.readString(photos.resolve("a.jpg.txt")));
    CommandRun.of("caption", photos, "-f", "xmp", "--sidecar-name", "darktable");
    assertTrue(Files.readString(photos.resolve("a.jpg.xmp")).contains("a dog"));
    CommandRun clash = CommandRun.of("caption", photos, "-f", "xmp");
    assertTrue(clash.err().contains("--sidecar-name {file}"), clash.err());
  }

  @Test
  void aSidecarNameStaysInTheFolder() {
    for (String name : List.of("../{name}.txt", "/tmp/{name}.txt", "{name}.jpg", "x.txt")) {
      CommandRun run = CommandRun.of("caption", photos, "-f", "sidecar", "--sidecar-name", name);
      assertEquals(2, run.exitCode(), name);
      assertTrue(run.err().startsWith("--sidecar-name must "), run.err());
      assertNull(run.options(), "the model was loaded for nothing");
    }
    assertEquals(2, CommandRun.of("caption", photos, "--sidecar-name", "caption").exitCode());
    assertEquals(
        2,
        CommandRun.of("caption", photos, "-f", "sidecar", "--sidecar-name", "darktable")
            .exitCode());
    assertEquals(
        2, CommandRun.of("caption", photos, "-f", "xmp", "--sidecar-name", "caption").exitCode());
    Map<String, String> configured = Map.of("SHOWTELL_SIDECAR_NAME", "caption");
    assertEquals(0, CommandRun.with(configured, "", "caption", photos).exitCode());
    CommandRun.with(configured, "", "caption", photos, "-f", "xmp");
    assertTrue(Files.exists(photos.resolve("a.xmp")));
  }

  @Test
  void theTextAroundIsInEveryFormat() throws IOException {
    Path photo = photos.resolve("a.jpg");
    String text = "sks, a dog.";
    Object[] options = {"--prefix", "sks, ", "--sentence"};
    for (String format : List.of("text", "csv", "html", "json", "jsonl")) {
      String out = CommandRun.of(with(options, "caption", photo, "-f", format)).out();
      assertTrue(out.contains(text), format + ": " + out);
    }
    String json = CommandRun.of(with(options, "caption", photo, "-f", "jsonl")).out();
    assertTrue(json.contains("\"caption\":\"sks, a dog.\""), json);
    assertTrue(json.contains("\"captions\":[{\"text\":\"a dog\""), json);
    CommandRun.of(with(options, "caption", photo, "-f", "sidecar"));
    assertEquals(text + "\n", Files.readString(photos.resolve("a.txt")));
    CommandRun.of(with(options, "caption", photo, "-f", "xmp"));
    assertTrue(Files.readString(photos.resolve("a.xmp")).contains(">sks, a dog.<"));
  }

  @Test
  void aTemplateWithKeywordsHasThemOnce() {
    Object[] options = {"caption", "-m", CommandRun.DETECTING, photos.resolve("a.jpg")};
    String template = "{caption} | {keywords}";
    String line =
        CommandRun.of(with(new Object[] {"--keywords", 2, "--template", template}, options)).out();
    assertEquals(2, line.split("\t").length, line);
    assertTrue(line.contains("a dog | "), line);
    CommandRun without = CommandRun.of(with(new Object[] {"--template", template}, options));
    assertEquals(2, without.exitCode());
    assertTrue(without.err().contains("--keywords N"), without.err());
  }

  @Test
  void aTemplateWithoutATextGivesNoCaption() throws IOException {
    Object[] options = {
      "caption",
      "-m",
      CommandRun.DETECTING,
      "--template",
      "{keywords}",
      "--keywords",
      2,
      "--min-keyword-probability",
      1,
      photos.resolve("a.jpg")
    };
    CommandRun sidecar = CommandRun.of(with(new Object[] {"-f", "sidecar"}, options));
    assertEquals(0, sidecar.exitCode(), sidecar.err());
    assertTrue(sidecar.err().contains("the template has no text for it"), sidecar.err());
    assertFalse(Files.exists(photos.resolve("a.txt")));
    String json = CommandRun.of(with(new Object[] {"-f", "jsonl"}, options)).out();
    assertTrue(json.contains("\"caption\":null"), json);
  }

  @Test
  void aBurstGetsOneCaptionAndSaysSo() throws IOException {
    photo("a2.jpg", "dog");
    CommandRun run = CommandRun.of("caption", "--one-per-burst", photos, "-f", "jsonl");
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = run.out().lines().toList();
    assertFalse(lines.get(0).contains("burstOf"), lines.get(0));
    assertTrue(lines.get(1).contains("\"burstOf\":\"" + photos.resolve("a.jpg")), lines.get(1));
    CommandRun apart = CommandRun.of("caption", photos, "--one-per-burst=0.999999", "-f", "jsonl");
    assertTrue(apart.out().lines().toList().get(2).contains("a cat"), apart.out());
  }

  @Test
  void wrongValuesAreExitCodeTwo() {
    for (Object[] wrong :
        new Object[][] {
          {"--template", "{what}"},
          {"--template", "nothing"},
          {"--max-length", 0},
          {"--max-length", 9, "--prefix", "long prefix"},
          {"--prefix", "two\nlines"},
          {"--include", "[a"},
          {"--limit", 0},
          {"--newer-than", "yesterday"},
          {"--watch", "--dry-run"},
          {"--near-duplicates=2"},
          {"-f", "sidecar", "--sidecar-name", "{name}.mp4"},
          {"-f", "sidecar", "--sidecar-name", "{name}.zip"},
          {"--near-duplicates", "-f", "csv"},
          {"--near-duplicates", "--one-per-burst"}
        }) {
      CommandRun run = CommandRun.of(with(wrong, "caption", photos));
      assertEquals(2, run.exitCode(), String.join(" ", List.of(wrong).toString()));
      assertFalse(run.err().isEmpty());
    }
    assertEquals(2, CommandRun.of("caption", "--watch", photos.resolve("a.jpg")).exitCode());
    assertEquals(2, CommandRun.of("caption", "--watch", "-").exitCode());
  }

  @Test
  void aWatchedFolderIsCaptionedUpToItsLimit() throws IOException {
    Files.writeString(photos.resolve("a.txt"), "by hand");
    CommandRun run = CommandRun.of("caption", photos, "-f", "sidecar", "--watch", "--limit", 1);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("by hand", Files.readString(photos.resolve("a.txt")));
    assertEquals("a cat\n", Files.readString(photos.resolve("b.txt")));
  }

  private String chosen(Object... options) {
    CommandRun run = CommandRun.of(with(options, "caption", "-r", photos));
    assertEquals(0, run.exitCode(), run.err());
    return run
        .out()
        .lines()
        .map(line -> photos.relativize(Path.of(line.split("\t")[0])).toString())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }

  private static Object[] with(Object[] options, Object... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of(options)).toArray();
  }

  private void photo(String name, String content) throws IOException {
    Path file = photos.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
