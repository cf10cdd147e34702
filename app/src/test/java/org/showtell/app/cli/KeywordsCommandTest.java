package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.app.video.ClipFile;

class KeywordsCommandTest {
  @TempDir Path folder;
  private Path photo;
  private Path bad;

  @BeforeEach
  void photos() throws IOException {
    photo = Files.writeString(folder.resolve("a.jpg"), "cat");
    bad = Files.writeString(folder.resolve("b.jpg"), "");
  }

  @Test
  void textHasThemInAColumnOfTheirOwn() {
    assertEquals(
        photo + "\ta cat\tcat, thing\n" + photo + "\t2 times a cat\tcat, thing\n",
        caption(photo, "--keywords", 2, "-n", 2).out());
    assertEquals(photo + "\ta cat\n", caption(photo).out());
  }

  @Test
  void jsonHasThemAfterTheCaptionsAlsoWhereThePhotoFailed() {
    List<String> lines = caption(photo, bad, "--keywords", 2, "-f", "jsonl").out().lines().toList();
    assertTrue(
        lines
            .get(0)
            .endsWith(
                "\"captions\":[{\"text\":\"a cat\",\"score\":-0.25}],\"keywords\":["
                    + "{\"word\":\"cat\",\"probability\":0.93},"
                    + "{\"word\":\"thing\",\"probability\":0.5}],"
                    + "\"model\":\"fake\",\"error\":null}"),
        lines.get(0));
    assertTrue(lines.get(1).contains("\"captions\":[],\"keywords\":[],\"model\""), lines.get(1));
    assertFalse(caption(photo, "-f", "json").out().contains("keywords"));
  }

  @Test
  void csvHasAColumn() {
    assertEquals(
        "path,caption,score,keywords,model,error\r\n"
            + photo
            + ",a cat,-0.25,cat; thing; shade,fake,\r\n"
            + bad
            + ",,,,fake,not an image (the file is 0 bytes)\r\n",
        caption(photo, bad, "--keywords", 3, "-f", "csv").out());
  }

  @Test
  void sidecarHasThemOnItsLastLineOnce() throws IOException {
    Path text = folder.resolve("a.txt");
    caption(photo, "--keywords", 2, "-n", 2, "-f", "sidecar");
    assertEquals("a cat\n2 times a cat\ncat, thing\n", Files.readString(text));
    caption(photo, "--keywords", 2, "-f", "sidecar", "--append");
    assertEquals("a cat\n2 times a cat\ncat, thing\n", Files.readString(text));
  }

  @Test
  void xmpHasThemAsSubjects() throws IOException {
    caption(photo, "--keywords", 2, "-f", "xmp");
    String xmp = Files.readString(folder.resolve("a.xmp"));
    assertTrue(xmp.replaceAll("\\s", "").contains("<rdf:li>cat</rdf:li><rdf:li>thing</rdf:li>"));
    Files.delete(folder.resolve("a.xmp"));
    caption(photo, "-f", "xmp");
    assertFalse(Files.readString(folder.resolve("a.xmp")).contains("dc:subject"));
  }

  @Test
  void pageShowsThemAsANamedList() {
    String page = caption(photo, "--keywords", 1, "-f", "html").out();
    assertTrue(page.contains("<ul class=\"keywords\" role=\"list\" aria-label=\"Keywords\">"));
    assertTrue(page.contains("<li>cat <small>93&nbsp;%</small></li>"), page);
    assertFalse(caption(photo, "-f", "html").out().contains("<ul"));
  }

  @Test
  void aModelWithoutThemIsAWrongUsageThatNamesAnother() throws IOException {
    Path file = Files.writeString(folder.resolve("out.jsonl"), "kept");
    CommandRun run =
        CommandRun.of("caption", photo, "--keywords", 3, "-f", "jsonl", "-o", file, "--overwrite");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("The model fake detects no words"), run.err());
    assertTrue(run.err().contains("-m starter"), run.err());
    assertEquals("kept", Files.readString(file));
    assertEquals(2, CommandRun.of("video", photo, "--keywords", 3).exitCode());
  }

  @Test
  void numbersOutsideTheirRangeAreNamed() {
    assertRefused("--keywords must be at least 1, but got 0", "--keywords", 0);
    assertRefused("--keywords must be at least 0, but got -2", "--keywords", -2);
    assertRefused("0 to 1, but got 1.5", "--keywords", 2, "--min-keyword-probability", 1.5);
    assertRefused("add --keywords N", "--min-keyword-probability", 0.5);
    assertRefused("--min-score must be at most 0, but got 1.2", "--min-score", 1.2);
    assertRefused("--min-score must be at most 0, but got NaN", "--min-score", "NaN");
  }

  private void assertRefused(String expected, Object... arguments) {
    for (String command : List.of("caption", "video")) {
      CommandRun run = run(command, Stream.concat(Stream.of(photo), Stream.of(arguments)));
      assertEquals(2, run.exitCode(), expected);
      assertTrue(run.err().contains(expected), run.err());
      assertNull(run.options(), "the model was loaded");
    }
  }

  @Test
  void theOptionsReachTheModel() {
    CommandRun run =
        caption(photo, "--keywords", 4, "--min-keyword-probability", 0.6, "--min-score", "-1.2");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(4, run.options().keywords().count());
    assertEquals(0.6, run.options().keywords().minProbability());
    assertEquals(-1.2, run.options().floor().score());
    assertSame(ScoreFloor.NONE, caption(photo).options().floor());
    assertFalse(caption(photo).options().keywords().areWanted());
  }

  @Test
  void aFileWithoutThemIsContinuedWithThem() throws IOException {
    Path file = folder.resolve("out.jsonl");
    caption(photo, "-f", "jsonl", "-o", file);
    Files.writeString(folder.resolve("c.jpg"), "cow");
    CommandRun run = append(file, "--keywords", 1);
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    assertTrue(lines.get(1).contains("\"keywords\":[{\"word\":\"cow\""), lines.get(1));
    assertEquals(0, append(file).exitCode(), "and without them again");
    assertEquals(lines, Files.readAllLines(file));
  }

  private CommandRun append(Path file, Object... arguments) {
    return caption(
        Stream.concat(
                Stream.of(photo, folder.resolve("c.jpg"), "-f", "jsonl", "-o", file, "--append"),
                Stream.of(arguments))
            .toArray());
  }

  @Test
  void cuesHaveTheKeywordsOfTheirFrames() throws IOException {
    Path clip = ClipFile.ofSeconds(folder.resolve("clip.mov"), 128, 128, 255);
    CommandRun run = video(clip, "--every", "1s", "--merge", "--keywords", 2);
    assertEquals(
        clip
            + "\t00:00:00.000\t00:00:02.000\ta grey\tgrey, thing\n"
            + clip
            + "\t00:00:02.000\t00:00:03.000\ta light\tlight, thing\n",
        run.out(),
        run.err());
    String json = video(clip, "--every", "1s", "--keywords", 1, "-f", "jsonl").out();
    assertTrue(
        json.contains("\"score\":-0.25,\"keywords\":[{\"word\":\"grey\",\"probability\":0.93}]}"),
        json);
    String page = video(clip, "--every", "1s", "--keywords", 1, "-f", "html").out();
    assertTrue(page.contains("<li>light <small>93&nbsp;%</small></li>"), page);
  }

  @Test
  void subtitlesHaveNoPlaceForThem() throws IOException {
    Path clip = ClipFile.ofSeconds(folder.resolve("clip.mov"), 128, 255);
    CommandRun typed = video(clip, "--keywords", 2, "-f", "srt");
    assertEquals(2, typed.exitCode());
    assertTrue(typed.err().contains("-f jsonl, html or text"), typed.err());
    CommandRun chosen =
        CommandRun.with(Map.of("SHOWTELL_KEYWORDS", "2"), "", "video", clip, "-f", "vtt");
    assertEquals(0, chosen.exitCode(), "chosen once for all runs: " + chosen.err());
  }

  private static CommandRun caption(Object... arguments) {
    return run("caption", Stream.of(arguments));
  }

  private static CommandRun video(Object... arguments) {
    return run("video", Stream.of(arguments));
  }

  private static CommandRun run(String command, Stream<Object> arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of(command, "-m", CommandRun.DETECTING), arguments).toArray());
  }
}
