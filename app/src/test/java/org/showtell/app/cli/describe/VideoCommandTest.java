package org.showtell.app.cli.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.app.cli.CommandRun;
import org.showtell.app.video.ClipFile;

class VideoCommandTest {
  @TempDir Path folder;
  private Path clip;

  @BeforeEach
  void makeClip() throws IOException {
    clip = ClipFile.ofSeconds(folder.resolve("clip.mov"), 0, 0, 128, 255, 255);
  }

  private static CommandRun done(Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("", run.err());
    return run;
  }

  @Test
  void textHasPathStartEndAndCaption() {
    assertEquals(
        clip
            + "\t00:00:00.000\t00:00:02.000\ta dark\n"
            + clip
            + "\t00:00:02.000\t00:00:04.000\ta grey\n"
            + clip
            + "\t00:00:04.000\t00:00:05.000\ta light\n",
        done("video", clip).out());
  }

  @Test
  void jsonLinesHaveTheFieldsThatScriptsRelyOn() {
    assertEquals(
        "{\"path\":\"PATH\",\"start\":0.0,\"end\":2.5,\"caption\":\"a dark\",\"score\":-0.25}\n"
            .replace("PATH", clip.toString()),
        done("video", clip, "-f", "jsonl", "--every", "2500ms").out().lines().findFirst().get()
            + "\n");
  }

  @Test
  void summaryIsTheLastRecordAndSaysSo() {
    String last =
        done("video", clip, "-f", "jsonl", "--every", "5s", "--summary")
            .out()
            .lines()
            .reduce((a, b) -> b)
            .get();
    assertEquals(
        ("{\"path\":\"PATH\",\"start\":0.0,\"end\":5.0,\"caption\":\"a dark\",\"score\":-0.25,"
                + "\"summary\":true}")
            .replace("PATH", clip.toString()),
        last);
  }

  @Test
  void jsonIsAnArrayOfTheSame() throws IOException {
    JsonNode records =
        new ObjectMapper().readTree(done("video", clip, clip, "-f", "json", "--scenes").out());
    assertTrue(records.isArray());
    assertEquals(6, records.size());
    assertEquals("a grey", records.get(1).get("caption").asText());
    assertEquals(2.0, records.get(1).get("start").asDouble());
    assertEquals(3.0, records.get(1).get("end").asDouble());
  }

  @Test
  void framesAreSpreadEvenlyAndNeighboursMerge() {
    assertEquals(5, done("video", clip, "--frames", "5").out().lines().count());
    assertEquals(3, done("video", clip, "--frames", "5", "--merge").out().lines().count());
  }

  @Test
  void subtitlesOfOneVideoGoWhereTheyAreWanted() throws IOException {
    String srt = done("video", clip, "-f", "srt").out();
    assertTrue(srt.startsWith("1\n00:00:00,000 --> 00:00:02,000\na dark\n\n2\n"), srt);
    Path file = folder.resolve("my.srt");
    done("video", clip, "-f", "srt", "-o", file);
    assertEquals(srt, Files.readString(file));
    done("video", clip, "-f", "vtt", "-o", folder);
    assertTrue(
        Files.readString(folder.resolve("clip.vtt")).startsWith("WEBVTT\n\n1\n00:00:00.000 -->"));
  }

  @Test
  void subtitlesOfSeveralVideosGoIntoAFolder() throws IOException {
    Path other = ClipFile.ofSeconds(folder.resolve("other.mov"), 255);
    Path out = folder.resolve("out");
    done("video", clip, other, "-f", "srt", "-o", out);
    assertTrue(Files.readString(out.resolve("other.srt")).contains("a light"));
    CommandRun again = CommandRun.of("video", clip, other, "-f", "srt", "-o", out);
    assertEquals(2, again.exitCode());
    assertTrue(again.err().contains("exists already; --overwrite"), again.err());
    done("video", clip, other, "-f", "srt", "-o", out, "--overwrite");
    CommandRun stdout = CommandRun.of("video", clip, other, "-f", "srt");
    assertEquals(2, stdout.exitCode());
    assertTrue(stdout.err().contains("name an output folder"), stdout.err());
  }

  @Test
  void videosOfOneNameDoNotOverwriteEachOther() throws IOException {
    Path same = Files.copy(clip, folder.resolve("clip.avi"));
    CommandRun run = CommandRun.of("video", clip, same, "-f", "vtt", "-o", folder);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("both"), run.err());
  }

  @Test
  void pageHasFramesOnATimeLineAndNeedsNothingElse() throws IOException {
    Path page = folder.resolve("page.html");
    done("video", clip, "-f", "html", "--summary", "-o", page);
    String html = Files.readString(page);
    assertEquals(4, html.split("<img ", -1).length - 1);
    assertTrue(html.contains("href=\"#v1c2\" style=\"flex-grow:2.000\""), html);
    assertTrue(html.contains("0:04 &ndash; 0:05"), html);
    assertFalse(html.contains("src=\"http") || html.contains("<link"), "self-contained");
    assertTrue(html.contains("{{") == false && html.endsWith("</html>\n"));
  }

  @Test
  void failedVideosAreNamedAndTheOthersDone() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video at all\n");
    CommandRun run = CommandRun.of("video", text, clip, "-f", "jsonl");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith(text + ": not a video"), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(4, lines.size());
    JsonNode failed = new ObjectMapper().readTree(lines.get(0));
    assertTrue(failed.get("caption").isNull() && failed.get("captions").isEmpty());
    assertTrue(failed.get("error").asText().startsWith("not a video"), lines.get(0));
    Path srt = folder.resolve("text.srt");
    assertEquals(1, CommandRun.of("video", text, "-f", "srt", "-o", srt).exitCode());
    assertFalse(Files.exists(srt));
  }

  @Test
  void verboseRunSaysWhereTheTimeWent() {
    CommandRun run = CommandRun.of("video", "-v", clip);
    assertTrue(run.err().contains("decoding") && run.err().contains("encoder"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--every 2x",
        "--every 0",
        "--frames 0",
        "--frames 3 --scenes",
        "-n 2",
        "-f srt --summary",
        "--overwrite",
        "-f csv",
        "--batch-size 0",
        "-o /no/such/folder/x.json",
        "-m no-model"
      })
  void wrongUsageEndsWithTwoAndAnExplanation(String options) {
    Object[] arguments = ("video " + clip + " " + options).split(" ");
    CommandRun run = CommandRun.of(arguments);
    assertEquals(2, run.exitCode(), run.err());
    assertFalse(run.err().isBlank());
    assertFalse(run.err().contains("should not happen"), run.err());
  }

  @Test
  void environmentChoosesWhatIsNotTyped() {
    CommandRun run =
        CommandRun.with(
            Map.of("SHOWTELL_FRAMES", "1", "SHOWTELL_OVERWRITE", "true"), "", "video", clip);
    assertEquals(1, run.out().lines().count(), run.err());
    CommandRun typed =
        CommandRun.with(Map.of("SHOWTELL_FRAMES", "1"), "", "video", clip, "--every", "1s");
    assertEquals(5, typed.out().lines().count(), typed.err());
  }
}
