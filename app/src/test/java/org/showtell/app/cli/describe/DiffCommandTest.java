package org.showtell.app.cli.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.cli.CommandRun;

class DiffCommandTest {
  @TempDir Path folder;
  private Path before;
  private Path after;

  @BeforeEach
  void files() throws IOException {
    before = folder.resolve("old.jsonl");
    after = folder.resolve("new.jsonl");
    Files.writeString(
        before,
        record("same.jpg", "a dog", -0.5, "dog")
            + record("a.jpg", "a dog", -0.6, "dog", "grass")
            + record("gone.jpg", "a cow", -0.7)
            + "{\"path\":\"bad.jpg\",\"caption\":null,\"score\":null,\"error\":\"empty\"}\n"
            + record("tags.jpg", "a cat", -0.5, "cat"));
    Files.writeString(
        after,
        record("new.jpg", "a <pig>", -0.4)
            + record("a.jpg", "an old entry", -0.6)
            + record("a.jpg", "a brown dog", -0.55, "dog", "ball")
            + record("bad.jpg", "a hen", -0.9)
            + record("tags.jpg", "a cat", -0.5, "sofa")
            + record("same.jpg", "a dog", -0.4, "dog").strip()); // no line break at the end
  }

  @Test
  void saysWhatChangedWhatIsNewAndWhatIsGone() {
    CommandRun run = CommandRun.of("diff", before, after);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        """
        new\tnew.jpg
          + a <pig>  (-0.4)
        changed\ta.jpg
          - a dog  (-0.6)
          + a brown dog  (-0.55)
          - keywords: grass
          + keywords: ball
        changed\tbad.jpg
          - failed: empty
          + a hen  (-0.9)
        changed\ttags.jpg
          - a cat  (-0.5)
          + a cat  (-0.5)
          - keywords: cat
          + keywords: sofa
        gone\tgone.jpg
          - a cow  (-0.7)
        """,
        run.out());
    assertTrue(run.err().contains("3 changed, 1 new, 1 gone, 1 unchanged"), run.err());
    assertEquals("", CommandRun.of("diff", before, before).out());
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(CommandRun.of("diff", before, after, "-f", "json").out());
    assertEquals(5, json.get("differences").size());
    assertEquals(1, json.get("unchanged").asInt());
    JsonNode changed = json.get("differences").get(1);
    assertEquals("changed", changed.get("change").asText());
    assertEquals(-0.6, changed.get("before").get("score").asDouble());
    assertEquals("ball", changed.get("after").get("keywords").get(1).asText());
    assertTrue(json.get("differences").get(0).get("before").isNull());
  }

  @Test
  void thePageShowsBothSidesAndLinksThePhotosThatExist() throws IOException {
    Path photo = Files.writeString(folder.resolve("my dog.jpg"), "x");
    Files.writeString(before, record(photo.toString(), "a dog", -0.6) + record("b.jpg", "a", -1));
    Files.writeString(after, record(photo.toString(), "a <cat>", -0.5) + record("b.jpg", "b", -1));
    Path page = folder.resolve("out.html");
    assertEquals(0, CommandRun.of("diff", before, after, "-f", "html", "-o", page).exitCode());
    String html = Files.readString(page);
    assertTrue(html.contains("src=\"my%20dog.jpg\""), html);
    assertTrue(html.contains("a <del>dog</del>"), html);
    assertTrue(html.contains("a <ins>&lt;cat&gt;</ins>"), html);
    assertEquals(1, html.split("<img", -1).length - 1, "b.jpg is not there");
    assertEquals(2, CommandRun.of("diff", before, after, "-o", page).exitCode());
  }

  @Test
  void readsTablesThatASpreadsheetHasSaved() throws IOException {
    String table =
        """
        path,caption,score,keywords,model,error
        same.jpg,a dog,-0.5,dog,m,
        a.jpg,"a ""dog"", wet",-0.6,dog,m
        bad.jpg,,,,m,empty
        """;
    Path csv = Files.writeString(folder.resolve("old.csv"), table);
    String expected = CommandRun.of("diff", csv, after).out();
    assertTrue(expected.contains("changed\ta.jpg"), expected);
    for (String end : List.of("\n", "\r\n", "\r")) {
      for (String delimiter : List.of(";", "\t")) {
        for (String start : List.of("", "\ufeff", "\ufeffsep=" + delimiter + end)) {
          Files.writeString(
              csv,
              start
                  + table
                      .replace(", wet", "| wet")
                      .replace(",", delimiter)
                      .replace("|", ",")
                      .replace("-0.", "-0,")
                      .replace("\n", end));
          CommandRun run = CommandRun.of("diff", csv, after);
          assertEquals(0, run.exitCode(), run.err());
          assertEquals(expected, run.out(), start + delimiter);
        }
      }
    }
    for (Charset other : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE)) {
      Files.write(csv, table.replace("a dog", "caf\u00e9").getBytes(other));
      CommandRun run = CommandRun.of("diff", csv, after);
      assertEquals(2, run.exitCode());
      assertTrue(run.err().contains("save it as UTF-8"), run.err());
    }
  }

  @Test
  void pythonsNanInAnotherKeyIsNoFault() throws IOException {
    Files.writeString(before, Files.readString(before).replaceFirst("\\{", "{\"mine\":NaN,"));
    CommandRun run = CommandRun.of("diff", before, after);
    assertTrue(run.err().contains("3 changed, 1 new, 1 gone, 1 unchanged"), run.err());
  }

  @Test
  void readsCsvAndArrays() throws IOException {
    Path csv = folder.resolve("old.csv");
    Files.writeString(
        csv,
        "\ufeffpath,caption,score,keywords,model,error\r\n"
            + "same.jpg,a dog,-0.5,dog,m,\r\n"
            + "a.jpg,\"a \"\"dog\"\",\nnew line\",-0.6,dog; grass,m,\r\n"
            + "bad.jpg,,,,m,empty\r\n");
    CommandRun run = CommandRun.of("diff", csv, after);
    assertTrue(run.err().contains("2 changed, 2 new, 0 gone, 1 unchanged"), run.err());
    Path array = folder.resolve("old.json");
    Files.writeString(
        array, "[\n" + Files.readString(before).strip().replace("\n", ",\n") + "\n]\n");
    assertEquals(
        CommandRun.of("diff", before, after).out(), CommandRun.of("diff", array, after).out());
  }

  @Test
  void badRecordsAreNamedAndBadFilesAreExitCodeTwo() throws IOException {
    Files.writeString(before, "{\"cut\n" + record("a.jpg", "a dog", -0.6));
    CommandRun run = CommandRun.of("diff", before, after);
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("old.jsonl: record 1 "), run.err());
    for (Path bad :
        new Path[] {
          folder.resolve("none.jsonl"), folder, Files.writeString(before, "just text\n")
        }) {
      CommandRun refused = CommandRun.of("diff", bad, after, "-f", "json");
      assertEquals(2, refused.exitCode(), bad + refused.err());
      assertEquals("", refused.out());
    }
  }

  @Test
  void manyRecordsInAnotherOrderAreFound() throws IOException {
    Files.writeString(
        before,
        IntStream.range(0, 20_000)
            .mapToObj(i -> record(i + ".jpg", "a dog", -0.5))
            .collect(Collectors.joining()));
    Files.writeString(
        after,
        IntStream.range(0, 20_000)
            .mapToObj(i -> record(i * 7919 % 20_000 + ".jpg", i == 9 ? "a cat" : "a dog", -0.5))
            .collect(Collectors.joining()));
    CommandRun run = CommandRun.of("diff", before, after);
    assertTrue(run.err().contains("1 changed, 0 new, 0 gone, 19999 unchanged"), run.err());
    assertFalse(run.out().contains("gone"));
  }

  private static String record(String path, String caption, double score, String... keywords) {
    String words =
        java.util.Arrays.stream(keywords)
            .map(word -> "{\"word\":\"" + word + "\",\"probability\":0.5}")
            .collect(Collectors.joining(","));
    return "{\"path\":\"%s\",\"caption\":\"%s\",\"score\":%s,\"captions\":[],\"keywords\":[%s],\"error\":null}\n"
        .formatted(path, caption, score, words);
  }
}
