package org.showtell.app.output.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.input.Preview;
import org.showtell.app.output.file.OutputRefusedException;

class ReportFolderTest {
  @TempDir Path folder;

  private static EvaluationReport report() {
    return new EvaluationReport(
        new EvaluationReport.Facts(
            "vqa",
            "mine",
            "vqa:<q>.json",
            "abc",
            "dev",
            Map.of("beams", "3"),
            "showtell evaluate vqa",
            Instant.parse("2026-01-02T03:04:05Z"),
            Duration.ofMillis(61_500)),
        7,
        List.of("b.jpg: not an image; left out"),
        Map.of("accuracy", 57.126, "objects_kinds", 38),
        2,
        List.of("a note"),
        "accuracy",
        List.of(
            new EvaluationReport.Example(
                "1",
                "a&b.jpg",
                "What <is> it?",
                "a \"dog\"",
                List.of("dog", "cat"),
                Map.of("accuracy", 100.0),
                Optional.of(new Preview("image/jpeg", new byte[] {1, 2, 3}, 40, 30)))),
        List.of(
            new EvaluationReport.Example(
                "2", "c.jpg", "", "", List.of("cow"), Map.of("accuracy", 0.0), Optional.empty())));
  }

  private void write() throws Exception {
    ReportFolder.prepare(folder.resolve("out"))
        .write(report(), out -> out.write("[]".getBytes(StandardCharsets.UTF_8)));
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve("out").resolve(name));
  }

  @Test
  void writesResultsAndTheReportInThreeFormsAndNothingElse() throws Exception {
    write();
    write();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertEquals(
          List.of("report.html", "report.json", "report.txt", "results.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertEquals("[]", read("results.json"));
  }

  @Test
  void theTextHasFactsScoresAndExamples() throws Exception {
    write();
    String text = read("report.txt");
    for (String part :
        List.of(
            "split      dev\n",
            "scored     7, left out 1\n",
            "search     beams 3\n",
            "finished   2026-01-02T03:04:05Z, after 61.5 s\n",
            "accuracy 57.13\n",
            "objects_kinds 38\n",
            "a note\n",
            "best by accuracy\n100.00  a&b.jpg\n  ? What <is> it?\n  = a \"dog\"\n  - dog\n",
            "worst by accuracy\n0.00  c.jpg\n",
            "left out\n  b.jpg: not an image; left out\n")) {
      assertTrue(text.contains(part), part + "\nis not in\n" + text);
    }
  }

  @Test
  void theJsonHasTheSameForPrograms() throws Exception {
    write();
    JsonNode json = new ObjectMapper().readTree(read("report.json"));
    assertEquals(57.126, json.at("/scores/accuracy").asDouble());
    assertTrue(json.at("/scores/objects_kinds").isInt());
    assertEquals(61.5, json.get("seconds").asDouble());
    assertEquals("What <is> it?", json.at("/best/0/question").asText());
    assertEquals("cow", json.at("/worst/0/references/0").asText());
    assertFalse(json.at("/worst/0").has("question"));
    assertEquals(1, json.get("leftOut").size());
  }

  @Test
  void thePageShowsPicturesAndEscapesWhatItShows() throws Exception {
    write();
    String page = read("report.html");
    assertEquals(page, ReportFolder.page(report()));
    assertTrue(page.contains("width=\"40\" height=\"30\" alt=\"a &quot;dog&quot;\""), page);
    assertTrue(page.contains("data:image/jpeg;base64,AQID"), page);
    assertTrue(page.contains("What &lt;is&gt; it?"), page);
    assertTrue(page.contains("a&amp;b.jpg"), page);
    assertTrue(page.contains("<td>57.13</td>"), page);
    assertTrue(page.contains("(nothing)"), page);
    assertFalse(page.contains("{{"), "every place is filled");
  }

  @Test
  void aPlaceThatIsNoFolderIsRefusedBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    String said =
        assertThrows(OutputRefusedException.class, () -> ReportFolder.prepare(file)).getMessage();
    assertTrue(said.startsWith(file + ": "), said);
    assertThrows(OutputRefusedException.class, () -> ReportFolder.prepare(file.resolve("below")));
  }

  @Test
  void resultsThatCannotBeWrittenLeaveNothingHalf() throws Exception {
    ReportFolder out = ReportFolder.prepare(folder.resolve("out"));
    assertThrows(
        IOException.class,
        () ->
            out.write(
                report(),
                stream -> {
                  stream.write(1);
                  throw new IOException("broken");
                }));
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertEquals(0, files.count());
    }
  }
}
