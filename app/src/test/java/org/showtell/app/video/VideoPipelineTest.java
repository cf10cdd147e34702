package org.showtell.app.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.caption.FakeCaptioner;
import org.showtell.app.caption.FrameCaptioner;
import org.showtell.encoder.video.sampling.FrameSampler;

class VideoPipelineTest {
  private static final FrameSampler EACH_SECOND = FrameSampler.every(Duration.ofSeconds(1));

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  private static VideoOptions options(boolean merge, boolean summary, int batch) {
    return new VideoOptions(EACH_SECOND, merge, summary, batch, 1);
  }

  private boolean run(FrameCaptioner captioner, VideoOptions options, Path... videos)
      throws IOException {
    List<String> paths = Arrays.stream(videos).map(Path::toString).toList();
    return new VideoPipeline(captioner, options, VideoPreviews.NONE).run(paths, new Teller());
  }

  private final class Teller implements VideoSink {
    @Override
    public void begin(String path, Optional<Duration> duration) {
      told.add(Path.of(path).getFileName().toString());
    }

    @Override
    public void cue(VideoCue cue) {
      told.add(cue.start().toMillis() + "-" + cue.end().toMillis() + " " + cue.caption().text());
    }

    @Override
    public void summary(VideoCue whole) {
      told.add("all-" + whole.end().toMillis() + " " + whole.caption().text());
    }

    @Override
    public void end(VideoOutcome outcome) {
      told.add(outcome.cues() + "/" + outcome.skippedFrames() + " " + outcome.error().orElse("ok"));
    }
  }

  @Test
  void batchesHoldFramesOfSeveralVideosAndResultsComeInOrder() throws IOException {
    FakeCaptioner captioner = new FakeCaptioner();
    Path one = ClipFile.ofSeconds(folder.resolve("1.mov"), 0, 255, 255);
    Path two = ClipFile.ofSeconds(folder.resolve("2.mov"), 128);
    assertTrue(run(captioner, options(false, false, 4), one, two));
    assertEquals(
        List.of(
            "1.mov",
            "0-1000 a dark",
            "1000-2000 a light",
            "2000-3000 a light",
            "3/0 ok",
            "2.mov",
            "0-1000 a grey",
            "1/0 ok"),
        told);
    assertEquals(List.of(4), captioner.batchSizes());
  }

  @Test
  void equalNeighboursMergeAndTheMeanIsDescribed() throws IOException {
    Path clip = ClipFile.ofSeconds(folder.resolve("1.mov"), 255, 255, 255);
    assertTrue(run(new FakeCaptioner(), options(true, true, 2), clip));
    assertEquals(List.of("1.mov", "0-3000 a light", "all-3000 a light", "1/0 ok"), told);
  }

  @Test
  void meanIsOverFramesAndNotOverCues() throws IOException {
    Path clip = ClipFile.ofSeconds(folder.resolve("1.mov"), 0, 255, 255, 255);
    run(new FakeCaptioner(), options(true, true, 8), clip);
    // 'd' and three times 'l', and so on: letters are the features of the fake.
    StringBuilder mean = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      double dark = i < 4 ? "dark".charAt(i) : 0;
      mean.append((char) Math.round((dark + 3.0 * "light".charAt(i)) / 4));
    }
    assertTrue(told.contains("all-4000 a " + mean), told.toString());
  }

  @Test
  void badVideoIsOneFailureAndTheRestGoesOn() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.mp4"), "no video");
    Path good = ClipFile.ofSeconds(folder.resolve("good.mov"), 0);
    assertFalse(
        run(new FakeCaptioner(), options(false, true, 4), bad, folder.resolve("no.mp4"), good));
    assertEquals(
        List.of(
            "bad.mp4",
            "0/0 not a video (its content is in no format that FFmpeg knows)",
            "no.mp4",
            "0/0 there is no such file or folder",
            "good.mov",
            "0-1000 a dark",
            "all-1000 a dark",
            "1/0 ok"),
        told);
  }

  @Test
  void ofVideoThatBreaksOffTheBeginningIsCaptioned() throws IOException {
    int[] shades = new int[40];
    Path clip = ClipFile.ofShades(folder.resolve("cut.avi"), shades);
    byte[] content = Files.readAllBytes(clip);
    Files.write(clip, Arrays.copyOf(content, content.length * 7 / 10));
    assertFalse(run(new FakeCaptioner(), options(false, false, 4), clip));
    assertEquals("0-1000 a dark", told.get(1));
    assertTrue(told.get(told.size() - 1).contains("cut off"), told.toString());
  }

  @Test
  void frameThatBreaksTheModelIsLeftOut() throws IOException {
    FakeCaptioner captioner =
        new FakeCaptioner() {
          @Override
          public List<float[]> features(List<float[]> pixels) {
            if (pixels.stream().anyMatch(p -> p[0] == 'g')) {
              throw new IllegalArgumentException("no such shape");
            }
            return super.features(pixels);
          }
        };
    Path clip = ClipFile.ofSeconds(folder.resolve("1.mov"), 0, 128, 255);
    assertTrue(run(captioner, options(false, false, 8), clip));
    assertEquals(List.of("1.mov", "0-2000 a dark", "2000-3000 a light", "2/1 ok"), told);
    told.clear();
    Path grey = ClipFile.ofSeconds(folder.resolve("2.mov"), 128);
    assertFalse(run(captioner, options(false, true, 8), grey));
    assertTrue(told.get(1).contains("no such shape"), told.toString());
  }

  @Test
  void stoppedRunEndsWhatItBegan() throws IOException {
    Path clip = ClipFile.ofSeconds(folder.resolve("1.mov"), 0, 255, 0, 255, 0, 255);
    VideoPipeline[] pipeline = new VideoPipeline[1];
    FakeCaptioner captioner =
        new FakeCaptioner() {
          @Override
          public List<float[]> features(List<float[]> pixels) {
            pipeline[0].stop();
            return super.features(pixels);
          }
        };
    pipeline[0] = new VideoPipeline(captioner, options(false, false, 2), VideoPreviews.NONE);
    assertFalse(pipeline[0].run(List.of(clip.toString(), clip.toString()), new Teller()));
    assertEquals(List.of("1.mov", "0-1000 a dark", "1/0 stopped at 1 s"), told);
  }
}
