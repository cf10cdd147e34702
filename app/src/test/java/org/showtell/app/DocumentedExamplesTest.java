package org.showtell.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.answer.BundleAnswerer;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.caption.PhotoCaptions;
import org.showtell.app.caption.PhotoPipeline;
import org.showtell.app.caption.ScoreFloor;
import org.showtell.app.input.PhotoInputs;
import org.showtell.app.input.Preview;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoOptions;
import org.showtell.app.video.VideoOutcome;
import org.showtell.app.video.VideoPipeline;
import org.showtell.app.video.VideoPreviews;
import org.showtell.app.video.VideoSink;
import org.showtell.encoder.video.sampling.FrameSampler;
import org.showtell.metric.CaptionComparison;
import org.showtell.metric.CiderD;
import org.showtell.metric.PtbTokenizer;

/** The examples of the documents compile, run, and are what the documents show. */
class DocumentedExamplesTest {
  private static final Path SAMPLES = Path.of("..", "samples");

  private static String captionOf(Path photo) throws IOException, ModelLoadException {
    // caption: begin
    try (BundleCaptioner captioner = BundleCaptioner.open(CaptionOptions.defaults())) {
      PhotoCaptions captions = captioner.caption(photo);
      return captions.best().text();
    }
    // caption: end
  }

  private static List<String> captionsOf(Path folder) throws IOException, ModelLoadException {
    List<String> lines = new ArrayList<>();
    // folder: begin
    CaptionOptions options =
        CaptionOptions.defaults().withKeywords(new CaptionOptions.Keywords(5, null));
    try (BundleCaptioner captioner = BundleCaptioner.open(options);
        PhotoInputs photos = new PhotoInputs(List.of(folder.toString()), true, System.in)) {
      PhotoPipeline pipeline =
          new PhotoPipeline(
              captioner, new PhotoPipeline.Config(2, 8), Preview.Maker.NONE, ScoreFloor.NONE);
      pipeline.run(
          photos, photo -> lines.add(photo.record().path() + ": " + photo.record().caption()));
    }
    // folder: end
    return lines;
  }

  private static Map<String, Float> answersTo(Path photo, String question)
      throws IOException, ModelLoadException {
    // ask: begin
    try (BundleAnswerer answerer = BundleAnswerer.open("starter", EncoderWeights.standard())) {
      BundleAnswerer.EncodedImage image = answerer.encode(photo);
      AnsweredQuestion.Answer best = answerer.answer(image, question, 1).answers().get(0);
      return Map.of(best.answer(), best.probability());
    }
    // ask: end
  }

  private static List<String> scenesOf(Path video) throws IOException, ModelLoadException {
    List<String> scenes = new ArrayList<>();
    // video: begin
    VideoSink sink =
        new VideoSink() {
          @Override
          public void begin(String path, Optional<Duration> duration) {}

          @Override
          public void cue(VideoCue cue) {
            scenes.add(cue.start().toSeconds() + " s: " + cue.caption().text());
          }

          @Override
          public void summary(VideoCue whole) {}

          @Override
          public void end(VideoOutcome outcome) {
            outcome.error().ifPresent(scenes::add);
          }
        };
    try (BundleCaptioner captioner = BundleCaptioner.open(CaptionOptions.defaults())) {
      VideoOptions options = new VideoOptions(FrameSampler.scenes(), true, false, 8, 1);
      new VideoPipeline(captioner, options, VideoPreviews.NONE)
          .run(List.of(video.toString()), sink);
    }
    // video: end
    return scenes;
  }

  private static double scoreOf(String caption, List<String> references) {
    // score: begin
    PtbTokenizer tokenizer = PtbTokenizer.sharing();
    CaptionComparison image =
        new CaptionComparison(
            tokenizer.tokenize(caption), references.stream().map(tokenizer::tokenize).toList());
    CaptionComparison other =
        new CaptionComparison(
            tokenizer.tokenize("a dog runs"), List.of(tokenizer.tokenize("a brown dog runs")));
    double cider = CiderD.compute(List.of(image, other)).corpus();
    // score: end
    return cider;
  }

  @Test
  void aPhotoIsCaptioned() throws IOException, ModelLoadException {
    assertFalse(captionOf(SAMPLES.resolve("beach.jpg")).isBlank());
  }

  @Test
  void aFolderIsCaptioned() throws IOException, ModelLoadException {
    List<String> lines = captionsOf(SAMPLES);
    assertEquals(13, lines.size());
    assertTrue(lines.stream().anyMatch(line -> line.contains("motorcycle.jpg: a motorcycle")));
  }

  @Test
  void aQuestionIsAnswered() throws IOException, ModelLoadException {
    Map<String, Float> answers = answersTo(SAMPLES.resolve("cat.jpg"), "what animal is this?");
    assertEquals("cat", answers.keySet().iterator().next());
  }

  @Test
  void aVideoIsDescribed() throws IOException, ModelLoadException {
    List<String> scenes = scenesOf(SAMPLES.resolve("clip.mp4"));
    assertEquals(4, scenes.size(), scenes.toString());
    assertTrue(scenes.get(0).startsWith("0 s: "), scenes.toString());
  }

  @Test
  void captionsAreScored() {
    assertTrue(scoreOf("a cat sleeps", List.of("a cat sleeps", "the cat is asleep")) > 1);
  }

  @ParameterizedTest
  @CsvSource({
    "caption, README.md",
    "caption, docs/library.md",
    "folder, docs/library.md",
    "ask, docs/library.md",
    "video, docs/library.md",
    "score, docs/library.md"
  })
  void documentsShowTheseLines(String example, String document) throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/showtell/app/DocumentedExamplesTest.java"));
    String begin = "// " + example + ": begin\n";
    String lines =
        source
            .substring(
                source.indexOf(begin) + begin.length(),
                source.indexOf("    // " + example + ": end"))
            .stripTrailing()
            .stripIndent();
    assertTrue(Files.readString(Path.of("..", document)).contains(lines.strip()), lines);
  }
}
