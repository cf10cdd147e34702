package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.video.ClipFile;

/** The model scores what it says of the dark at -2.25, and of everything else at -0.25. */
class MinScoreCommandTest {
  private static final String SAID = "1 caption scored below -1.2 and was left out";

  @TempDir Path folder;
  private Path dark;
  private Path dog;

  @BeforeEach
  void photos() throws IOException {
    dark = Files.writeString(folder.resolve("a.jpg"), "dark");
    dog = Files.writeString(folder.resolve("b.jpg"), "dog");
  }

  @Test
  void doubtfulCaptionsAreLeftOutAndCounted() {
    CommandRun run = caption(dark, dog);
    assertEquals(dog + "\ta dog\n", run.out());
    assertTrue(run.err().startsWith("1 photo captioned in "), run.err());
    assertTrue(run.err().endsWith(SAID + "\n"), run.err());
    assertEquals(0, run.exitCode());
    assertEquals(SAID + "\n", caption(dark).err(), "of one photo there is nothing to sum up");
    assertEquals("", caption(dog).err());
  }

  @Test
  void ofSeveralCaptionsTheGoodOnesStay() {
    CommandRun run = caption(dog, dark, "-n", 2, "--min-score", "-0.3");
    assertEquals(dog + "\ta dog\n", run.out());
    assertTrue(run.err().contains("3 captions scored below -0.3 and were left out"), run.err());
  }

  @Test
  void recordsHaveTheScoreAndNoCaption() {
    String record = caption(dark, "-f", "jsonl").out();
    assertEquals(
        ("{\"path\":\"PATH\",\"caption\":null,\"score\":-2.25,\"captions\":[],"
                + "\"model\":\"fake\",\"error\":null}\n")
            .replace("PATH", dark.toString()),
        record);
    assertEquals("[\n" + record.strip() + "\n]\n", caption(dark, "-f", "json").out());
    assertEquals(
        "path,caption,score,caption_2,score_2,model,error\r\n" + dark + ",,-2.25,,,fake,\r\n",
        caption(dark, "-f", "csv", "-n", 2).out());
    assertTrue(
        caption(dark, "-f", "jsonl", "--keywords", 1).out().contains("\"word\":\"dark\""),
        "the words are not in doubt");
  }

  @Test
  void noFileAndNoCardIsMadeOfThem() {
    caption(dark, dog, "-f", "sidecar");
    caption(dark, dog, "-f", "xmp", "--keywords", 2);
    for (String extension : List.of("txt", "xmp")) {
      assertFalse(Files.exists(folder.resolve("a." + extension)));
      assertTrue(Files.exists(folder.resolve("b." + extension)));
    }
    String page = caption(dark, dog, "-f", "html").out();
    assertEquals(2, page.split("<figure").length, page);
    assertTrue(page.contains("1 photo captioned"), page);
  }

  @Test
  void aContinuedRunDoesNotDoThemAgain() throws IOException {
    for (String format : List.of("jsonl", "csv")) {
      Path file = folder.resolve("out." + format);
      assertEquals(0, caption(dark, "-f", format, "-o", file).exitCode());
      Object[] again = {dark, dog, "-f", format, "-o", file, "--append", "--retry-failed"};
      CommandRun run = caption(again);
      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.err().contains("1 had a caption already"), run.err());
      assertFalse(run.err().contains("left out"), run.err());
      String whole = Files.readString(file);
      assertEquals(0, caption(again).exitCode());
      assertEquals(whole, Files.readString(file));
    }
  }

  @Test
  void doubtfulCuesAreLeftOutAndCounted() throws IOException {
    Path clip = ClipFile.ofSeconds(folder.resolve("clip.mov"), 255, 0, 128);
    CommandRun run = video(clip);
    assertEquals(0, run.exitCode());
    assertEquals(
        clip
            + "\t00:00:00.000\t00:00:01.000\ta light\n"
            + clip
            + "\t00:00:02.000\t00:00:03.000\ta grey\n",
        run.out());
    assertEquals(SAID + "\n", run.err());
    String bar = "<span style=\"flex-grow:1.000\"></span>";
    String page = video(clip, "-f", "html").out();
    assertEquals(2, page.split(bar, -1).length, page);
  }

  @Test
  void aVideoOfWhichNothingIsSureHasNotFailed() throws IOException {
    Path clip = ClipFile.ofSeconds(folder.resolve("clip.mov"), 0, 0);
    CommandRun run = video(clip, "--merge", "--summary", "-f", "jsonl");
    assertEquals(0, run.exitCode());
    assertEquals("", run.out());
    assertEquals("2 captions scored below -1.2 and were left out\n", run.err());
  }

  private static CommandRun caption(Object... arguments) {
    return run(Stream.of("caption", "-m", CommandRun.DETECTING), arguments);
  }

  private static CommandRun video(Object... arguments) {
    return run(Stream.of("video", "-m", CommandRun.DETECTING, "--every", "1s"), arguments);
  }

  private static CommandRun run(Stream<Object> command, Object... arguments) {
    boolean own = List.of(arguments).contains("--min-score");
    Stream<Object> floor = own ? Stream.of() : Stream.of("--min-score", "-1.2");
    return CommandRun.of(
        Stream.concat(Stream.concat(command, floor), Stream.of(arguments)).toArray());
  }
}
