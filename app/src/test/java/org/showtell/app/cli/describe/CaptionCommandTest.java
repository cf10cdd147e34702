package org.showtell.app.cli.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.caption.FakeCaptioner;
import org.showtell.app.cli.CommandRun;

class CaptionCommandTest {
  @TempDir Path folder;
  private Path photos;

  @BeforeEach
  void photos() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    photo("a.jpg", "dog");
    photo("b.jpg", "");
    photo("c.jpg", "cat");
    photo("sub/d.jpg", "cow");
    photo("notes.txt", "no photo");
  }

  @Test
  void aPhotoIsOneLineAndNothingElse() {
    CommandRun run = CommandRun.of("caption", photos.resolve("a.jpg"));
    assertEquals(photos.resolve("a.jpg") + "\ta dog\n", run.out());
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
  }

  @Test
  void aBadFileIsNamedAndTheOthersAreDone() {
    CommandRun run = CommandRun.of("caption", photos);
    assertEquals(
        photos.resolve("a.jpg") + "\ta dog\n" + photos.resolve("c.jpg") + "\ta cat\n", run.out());
    assertTrue(
        run.err()
            .startsWith(
                photos.resolve("b.jpg") + ": not an image (the file is 0 bytes); skipped\n"),
        run.err());
    assertEquals(1, run.exitCode());
  }

  @Test
  void quietNamesFailuresOnly() {
    CommandRun run = CommandRun.of("caption", "-q", photos);
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("b.jpg"), run.err());
  }

  @Test
  void verboseSaysWhatIsLeftOut() {
    CommandRun run = CommandRun.of("caption", "-v", photos);
    assertTrue(run.err().contains("notes.txt: .txt is not a kind of photo"), run.err());
  }

  @Test
  void recursiveLooksIntoSubFolders() {
    assertFalse(CommandRun.of("caption", photos).out().contains("a cow"));
    assertTrue(CommandRun.of("caption", "-r", photos).out().contains("a cow"));
    Map<String, String> always = Map.of("SHOWTELL_RECURSIVE", "true");
    assertTrue(CommandRun.with(always, "", "caption", photos).out().contains("a cow"));
    assertTrue(CommandRun.with(always, "", "caption", "-r", photos).out().contains("a cow"));
    assertFalse(
        CommandRun.with(always, "", "caption", "--no-recursive", photos).out().contains("a cow"));
  }

  @Test
  void readsAListFromStdin() {
    CommandRun run =
        CommandRun.with(
            Map.of(), photos.resolve("c.jpg") + "\n" + photos.resolve("x.jpg"), "caption", "-");
    assertEquals(photos.resolve("c.jpg") + "\ta cat\n", run.out());
    assertTrue(run.err().contains("x.jpg: there is no such file"), run.err());
    assertEquals(1, run.exitCode());
  }

  @Test
  void everyFormatCanBeNamedInAnyCase() {
    for (String format : new String[] {"text", "json", "JSONL", "csv", "Html"}) {
      CommandRun run = CommandRun.of("caption", "-f", format, photos.resolve("a.jpg"));
      assertEquals(0, run.exitCode(), format + run.err());
      assertTrue(run.out().contains("a dog"), format);
    }
  }

  @Test
  void anExistingFileIsNotTouched() throws IOException {
    Path file = Files.writeString(folder.resolve("out.jsonl"), "mine");
    CommandRun run = CommandRun.of("caption", photos, "-f", "jsonl", "-o", file);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("exists already"), run.err());
    assertEquals("mine", Files.readString(file));
    assertNull(run.options(), "the model was loaded for nothing");
  }

  @Test
  void aContinuedRunDoesTheRestAndKeepsTheExitCode() throws IOException {
    Path file = folder.resolve("out.jsonl");
    Object[] arguments = {"caption", "-r", photos, "-f", "jsonl", "-o", file, "--append"};
    assertEquals(1, CommandRun.of(arguments).exitCode());
    String whole = Files.readString(file);
    assertEquals(4, whole.lines().count());
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    CommandRun rest = CommandRun.of(arguments);
    assertEquals(whole, Files.readString(file));
    assertEquals(1, rest.exitCode());
    CommandRun nothing = CommandRun.of(arguments);
    assertEquals(whole, Files.readString(file));
    assertEquals(1, nothing.exitCode(), "the failed photo is still not captioned");
    assertTrue(nothing.err().contains("--retry-failed"), nothing.err());
    photo("b.jpg", "pig");
    Object[] retry = {
      "caption", "-r", photos, "-f", "jsonl", "-o", file, "--append", "--retry-failed"
    };
    assertEquals(0, CommandRun.of(retry).exitCode());
    assertTrue(Files.readString(file).contains("a pig"));
  }

  @Test
  void anInputThatIsNotThereIsRecordedOnce() throws IOException {
    for (String format : List.of("jsonl", "csv")) {
      Path file = folder.resolve("out." + format);
      Object[] arguments = {
        "caption", photos.resolve("none.jpg"), photos, "-f", format, "-o", file, "--append"
      };
      assertEquals(1, CommandRun.of(arguments).exitCode());
      String once = Files.readString(file);
      assertTrue(once.contains("none.jpg"), once);
      CommandRun again = CommandRun.of(arguments);
      assertEquals(once, Files.readString(file));
      assertEquals(1, again.exitCode());
      assertTrue(again.err().contains("--retry-failed"), again.err());
    }
  }

  @Test
  void sidecarsAreWrittenBesideThePhotosAndSkippedNextTime() throws IOException {
    CommandRun first = CommandRun.of("caption", "-r", photos, "-f", "sidecar");
    assertEquals(1, first.exitCode());
    assertEquals("", first.out());
    assertEquals("a dog\n", Files.readString(photos.resolve("a.txt")));
    assertFalse(Files.exists(photos.resolve("b.txt")));
    CommandRun again = CommandRun.of("caption", "-r", photos, "-f", "sidecar");
    assertTrue(again.err().contains("a.txt exists already"), again.err());
    assertEquals(1, again.exitCode());
    photo("b.jpg", "pig");
    CommandRun rest = CommandRun.of("caption", "-r", photos, "-f", "sidecar", "--skip-existing");
    assertEquals(0, rest.exitCode(), rest.err());
    assertTrue(rest.err().contains("1 photo captioned"), rest.err());
    assertTrue(rest.err().contains("3 had a caption already"), rest.err());
  }

  @Test
  void xmpLiesBesideThePhoto() throws IOException {
    CommandRun.of("caption", photos.resolve("a.jpg"), "-f", "xmp");
    assertTrue(Files.readString(photos.resolve("a.xmp")).contains(">a dog</"));
  }

  @Test
  void aSidecarThatCannotBeWrittenIsThatPhotosFailure() throws IOException {
    Files.createDirectory(photos.resolve("a.txt"));
    CommandRun run = CommandRun.of("caption", photos, "-f", "sidecar", "--overwrite");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("a.jpg: its caption cannot be saved"), run.err());
    assertEquals("a cat\n", Files.readString(photos.resolve("c.txt")));
  }

  @Test
  void theOptionsReachTheModel() {
    CommandRun run =
        CommandRun.of(
            "caption",
            photos.resolve("a.jpg"),
            "-m",
            "m.zip",
            "-b",
            5,
            "-n",
            2,
            "--max-tokens",
            30,
            "--length-penalty",
            0.7,
            "--gender-certainty",
            0.6,
            "--threads",
            3);
    assertEquals("m.zip", run.options().model());
    assertEquals(5, run.options().search().numBeams());
    assertEquals(2, run.options().search().numCaptions());
    assertEquals(30, run.options().search().maxTokens());
    assertEquals(0.7, run.options().search().lengthPenalty());
    assertEquals(0.6, run.options().search().genderCertainty());
    assertNull(run.options().search().sampling());
    assertEquals(2, run.out().lines().count());
    CommandRun usual = CommandRun.of("caption", photos.resolve("a.jpg"));
    assertEquals("starter", usual.options().model());
    assertNull(usual.options().search().numBeams());
    assertNull(usual.options().search().maxTokens());
    assertNull(usual.options().search().lengthPenalty());
    assertEquals(0.5, usual.options().search().genderCertainty());
  }

  @Test
  void samplingHasItsOptions() {
    CommandRun run =
        CommandRun.of(
            "caption",
            photos.resolve("a.jpg"),
            "--sample",
            "--temperature",
            0.5,
            "--top-k",
            7,
            "--top-p",
            0.9,
            "--seed",
            3,
            "-n",
            4);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(0.5, run.options().search().sampling().temperature());
    assertEquals(7, run.options().search().sampling().topK());
    assertEquals(0.9, run.options().search().sampling().topP());
    assertEquals(3, run.options().search().sampling().seed());
    assertEquals(4, run.options().search().numCaptions());
  }

  @Test
  void contradictionsAreRefusedWithTheWayOut() {
    assertRefused("use --num-beams 4", "-n", 4, "-b", 3);
    assertRefused("add --sample", "--temperature", 0.5);
    assertRefused("leave one of them out", "--sample", "-b", 5);
    assertRefused("--skip-existing and --overwrite", "--skip-existing", "--overwrite");
    assertRefused("leave one out", "-q", "-v");
    assertRefused("name it as the output", "--append");
    assertRefused("--num-beams must be at least 1, but got 0", "-b", 0);
    assertRefused("--gender-certainty must be 0.5 to 1, but got 0.2", "--gender-certainty", 0.2);
    assertRefused("--threads must be at least 1, but got 0", "--threads", 0);
    assertRefused("--batch-size must be at least 1, but got 0", "--batch-size", 0);
    assertRefused("'two' is not a whole number", "--batch-size", "two");
    assertRefused("'9999999999' is not between -2147483647 and 2147483647", "-b", "9999999999");
    assertRefused("'low' is not a number; write it as 0.5", "--min-score", "low");
    assertRefused("write --near-duplicates=0.9", "--near-duplicates", "0.9");
    assertRefused("format jsonl", "-f", "json", "--append", "-o", folder.resolve("new.json"));
    assertRefused("expected one of", "-f", "yaml");
    assertRefused("--num-beams", "--num-beam", 3);
  }

  @Test
  void aValueOutOfRangeNamesWhereItComesFrom() {
    Map<String, String> environment = Map.of("SHOWTELL_NUM_BEAMS", "0");
    CommandRun run = CommandRun.with(environment, "", "caption", photos);
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err()
            .contains("--num-beams must be at least 1, but got 0 (from the environment variable"),
        run.err());
    CommandRun typed = CommandRun.with(environment, "", "caption", photos, "-b", "-1");
    assertFalse(typed.err().contains("(from"), typed.err());
  }

  private void assertRefused(String expected, Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "caption";
    all[1] = photos;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    CommandRun run = CommandRun.of(all);
    assertEquals(2, run.exitCode(), expected);
    assertTrue(run.err().contains(expected), run.err());
    assertTrue(run.out().isEmpty(), run.out());
    assertNull(run.options(), "the model was loaded");
  }

  @Test
  void aModelThatCannotBeLoadedIsExitCodeTwo() {
    CommandRun run = CommandRun.of("caption", photos, "-m", CommandRun.NO_MODEL);
    assertEquals(2, run.exitCode());
    assertEquals("no-model: there is no such model\n", run.err());
    assertEquals("", run.out());
  }

  @Test
  void dryRunListsAndChangesNothing() throws IOException {
    Files.writeString(photos.resolve("c.txt"), "by hand");
    CommandRun run =
        CommandRun.of(
            "caption", photos, "gone.jpg", "-f", "sidecar", "--skip-existing", "--dry-run");
    assertEquals(
        "caption\t"
            + photos.resolve("a.jpg")
            + "\ncaption\t"
            + photos.resolve("b.jpg")
            + "\nskip\t"
            + photos.resolve("c.jpg")
            + "\t"
            + photos.resolve("c.txt")
            + " is there\nskip\t"
            + photos.resolve("c.txt")
            + "\t.txt is not a kind of photo\nskip\t"
            + photos.resolve("notes.txt")
            + "\t.txt is not a kind of photo\nskip\t"
            + photos.resolve("sub")
            + "\ta sub-folder: -r enters it\n"
            + "fail\tgone.jpg\tthere is no such file or folder\n",
        run.out());
    assertEquals(1, run.exitCode());
    assertNull(run.options());
    assertFalse(Files.exists(photos.resolve("a.txt")));
  }

  @Test
  void aFolderWithoutPhotosIsSaid() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    CommandRun run = CommandRun.of("caption", empty);
    assertEquals(0, run.exitCode());
    assertTrue(run.err().contains(empty + ": no photos in this folder"), run.err());
  }

  @Test
  void aPhotoThatBreaksTheModelIsNamed() throws IOException {
    photo("bad/x.jpg", FakeCaptioner.POISON);
    photo("bad/y.jpg", "owl");
    CommandRun run = CommandRun.of("caption", photos.resolve("bad"));
    assertTrue(run.err().contains("x.jpg: could not be processed"), run.err());
    assertTrue(run.out().contains("a owl"), run.out());
    assertEquals(1, run.exitCode());
  }

  @Test
  void aNameWithALineBreakBreaksNoLine() throws IOException {
    photo("odd/line\nbreak.jpg", "");
    photo("odd/line\nend.jpg", "dog");
    CommandRun run = CommandRun.of("caption", photos.resolve("odd"));
    assertTrue(run.out().contains("line\\nend.jpg\ta dog\n"), run.out());
    assertTrue(run.err().contains("line\\nbreak.jpg: not an image"), run.err());
  }

  private void photo(String name, String content) throws IOException {
    Path file = photos.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
