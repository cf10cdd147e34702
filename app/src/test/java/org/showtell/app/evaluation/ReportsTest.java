package org.showtell.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.input.Preview;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.DirectoryImages;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.metric.CaptionComparison;

class ReportsTest {
  private static final EvaluationReport.Facts FACTS =
      new EvaluationReport.Facts(
          "caption", "m", "d", "hash", "test", Map.of(), "command", Instant.EPOCH, Duration.ZERO);

  @TempDir Path folder;

  private CaptionDataset captions() {
    return new CaptionDataset(
        "d",
        "test",
        List.of(
            new CaptionedImage("1", "a.jpg", List.of("a dog runs")),
            new CaptionedImage("2", "b.jpg", List.of("two cats sleep")),
            new CaptionedImage("3", "c.jpg", List.of("a red bus"))),
        new DirectoryImages(folder));
  }

  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static String written(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.to(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static CaptionComparison comparison(String candidate, String reference) {
    return new CaptionComparison(
        List.of(candidate.split(" ")), List.of(List.of(reference.split(" "))));
  }

  @Test
  void captionsAreRankedByCider() throws IOException {
    ScoredCaptions scored =
        new ScoredCaptions(
            List.of(
                new ScoredCaptions.Prediction("1", "a.jpg", "a dog", -0.1),
                new ScoredCaptions.Prediction("2", "b.jpg", "two cats sleep", -0.2),
                new ScoredCaptions.Prediction("3", "c.jpg", "a cow", -0.3)),
            List.of(
                comparison("a dog", "a dog runs"),
                comparison("two cats sleep", "two cats sleep"),
                comparison("a cow", "a red bus")));
    CaptionScores scores = scored.scores();
    EvaluationReport report =
        new CaptionReport(
                captions(), scored, scores, Optional.of(scored.objects()), Preview.Maker.NONE)
            .report(FACTS, List.of("d.jpg: damaged"));

    assertEquals(List.of("2", "1"), report.best().stream().map(e -> e.id()).toList());
    assertEquals(List.of("3"), report.worst().stream().map(e -> e.id()).toList());
    assertEquals(List.of("a red bus"), report.worst().get(0).references());
    assertEquals(scores.image(2), report.worst().get(0).scores());
    assertEquals(scores.corpus().get("CIDEr"), report.scores().get("CIDEr"));
    // The lowest score is that of the cow, which nobody named.
    assertEquals(1.0, report.scores().get("objects_named_by_nobody.low"));
    assertEquals(0.0, report.scores().get("objects_named_by_nobody.high"));
    assertEquals(CaptionScores.METEOR_NOTE, report.notes().get(0));
    assertEquals(2, report.notes().size());
    assertEquals(List.of("d.jpg: damaged"), report.failures());
    assertTrue(
        written(scored::writeResults).startsWith("[{\"image_id\":1,\"caption\":\"a dog\"},\n"));
  }

  private static QuestionExample question(String id, String... answers) {
    return new QuestionExample(
        id, id, id + ".jpg", "what?", answers[0], List.of(answers), "", "", List.of());
  }

  @Test
  void answersAreRankedByAccuracyBesideWhatPeopleSaid() throws IOException {
    List<QuestionExample> questions =
        List.of(question("1", "dog", "cat", "dog"), question("2", "cow", "cow", "cow"));
    ScoredAnswers scored = ScoredAnswers.of(questions, List.of("bus", "cow"));
    VqaReport made =
        new VqaReport(
            new QuestionDataset("d", "test", questions, new DirectoryImages(folder), List.of()),
            scored,
            Preview.Maker.NONE);
    EvaluationReport report = made.report(FACTS, List.of(), List.of("a note"));

    assertEquals("2", report.best().get(0).id());
    EvaluationReport.Example worst = report.worst().get(0);
    assertEquals(List.of("dog (2 times)", "cat"), worst.references());
    assertEquals("bus", worst.output());
    assertEquals(Map.of("accuracy", 0.0), worst.scores());
    // Three people agree, and each is left out in turn: two others of three.
    assertEquals(100 * 2.0 / 3 / 2, report.scores().get("accuracy").doubleValue(), 1e-9);
    assertEquals(
        """
        [{"question_id":1,"answer":"bus"},
        {"question_id":2,"answer":"cow"}]
        """,
        written(made::writeResults));
  }

  @Test
  void keywordsAreThoseAboveTheThresholdLikeliestFirst() throws IOException {
    KeywordScores scores =
        KeywordScores.of(
            new float[][] {{0.9f, 0.1f, 0.6f}, {0.2f, 0.3f, 0.4f}, {0.1f, 0.1f, 0.8f}},
            new int[][] {{0}, {1}, {}});
    KeywordReport made =
        new KeywordReport(
            captions(),
            scores,
            new KeywordVocabulary(List.of("dog", "cat", "bus")),
            0.5,
            Preview.Maker.NONE);
    EvaluationReport report = made.report(FACTS, List.of());

    // The third image has no word that ranks; of the second the cat comes after the bus.
    assertEquals(List.of("1"), report.best().stream().map(e -> e.id()).toList());
    assertEquals(List.of("2"), report.worst().stream().map(e -> e.id()).toList());
    assertEquals("dog, bus", report.best().get(0).output());
    assertEquals(Map.of("average_precision", 0.5), report.worst().get(0).scores());
    assertEquals(1.0 / 3, report.scores().get("precision").doubleValue(), 1e-9);
    assertEquals(1.0 / 2, report.scores().get("recall").doubleValue(), 1e-9);
    assertEquals(
        """
        [{"image_id":1,"caption":"dog, bus"},
        {"image_id":2,"caption":""},
        {"image_id":3,"caption":"bus"}]
        """,
        written(made::writeResults));
  }
}
