package org.showtell.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.metric.CaptionComparison;

class CaptionResultsTest {
  @TempDir Path folder;
  private Path references;

  @BeforeEach
  void writeReferences() throws IOException {
    references =
        Files.writeString(
            folder.resolve("tokens.txt"),
            "a.jpg#0\tA dog runs.\na.jpg#1\tThe dog's ball\nb.jpg#0\tA cat\n");
  }

  private Path results(String json) throws IOException {
    return Files.writeString(folder.resolve("r.json"), json);
  }

  private String refused(String json) throws IOException {
    Path file = results(json);
    String said =
        assertThrows(
                AnnotationFormatException.class, () -> CaptionResults.read(references, null, file))
            .getMessage();
    assertTrue(said.startsWith(file + ": "), said);
    return said.substring(file.toString().length() + 2).replace(references.toString(), "FILE");
  }

  @Test
  void eachCaptionStandsBesideTheReferencesOfItsImage() throws IOException {
    CaptionResults read =
        CaptionResults.read(
            references,
            null,
            results(
                """
                [{"image_id": "b.jpg", "caption": "A cat!"},
                 {"image_id": "a.jpg", "caption": "A dog, running"}]
                """));
    assertEquals(
        List.of(
            new CaptionComparison(List.of("a", "cat"), List.of(List.of("a", "cat"))),
            new CaptionComparison(
                List.of("a", "dog", "running"),
                List.of(List.of("a", "dog", "runs"), List.of("the", "dog", "'s", "ball")))),
        read.comparisons());
    assertEquals(List.of(), read.emptyCaptions());
  }

  @Test
  void captionsWithoutAWordAreNamed() throws IOException {
    CaptionResults read =
        CaptionResults.read(
            references,
            null,
            results(
                """
                [{"image_id": "a.jpg", "caption": "..."}, {"image_id": "b.jpg", "caption": ""}]
                """));
    assertEquals(List.of("a.jpg", "b.jpg"), read.emptyCaptions());
  }

  @Test
  void imagesOfOneFileOnlyAreRefused() throws IOException {
    assertEquals(
        "expected images that are in FILE, but got c.jpg; check that the two files belong together",
        refused("[{\"image_id\": \"c.jpg\", \"caption\": \"a\"}]"));
    assertEquals(
        "expected a result for all 2 images of FILE, but got none for b.jpg; caption them too, or"
            + " list the images that count as the split",
        refused("[{\"image_id\": \"a.jpg\", \"caption\": \"a\"}]"));
  }

  @Test
  void aSplitSelectsTheImagesThatCount() throws IOException {
    Path split = Files.writeString(folder.resolve("split.txt"), "a.jpg\n");
    Path results = results("[{\"image_id\": \"a.jpg\", \"caption\": \"a\"}]");
    assertEquals(1, CaptionResults.read(references, split, results).results().size());
  }

  @Test
  void manyImagesAreNotAllNamed() throws IOException {
    String said =
        refused(
            IntStream.rangeClosed(1, 23)
                .mapToObj(i -> "{\"image_id\": " + i + ", \"caption\": \"a\"}")
                .collect(Collectors.joining(",", "[", "]")));
    assertTrue(said.contains("but got 1, 2, 3,") && said.contains(", 20 and 3 more; "), said);
  }
}
