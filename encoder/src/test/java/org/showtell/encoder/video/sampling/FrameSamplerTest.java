package org.showtell.encoder.video.sampling;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.video.Clip;
import org.showtell.encoder.video.VideoFrame;
import org.showtell.encoder.video.VideoReader;
import org.showtell.encoder.video.VideoReaderConfig;

class FrameSamplerTest {
  @TempDir Path folder;

  private static List<SampledFrame> sample(Path file, FrameSampler sampler) throws IOException {
    try (VideoReader reader = VideoReader.open(file, VideoReaderConfig.defaults())) {
      List<SampledFrame> samples = new ArrayList<>();
      sampler.sample(reader).forEachRemaining(samples::add);
      return samples;
    }
  }

  private static String text(List<SampledFrame> samples) {
    StringBuilder text = new StringBuilder();
    for (SampledFrame sample : samples) {
      text.append(sample.start().toMillis())
          .append(':')
          .append(Clip.number(sample.frame().image()))
          .append(' ');
    }
    return text.toString().strip();
  }

  @Test
  void everyIntervalTakesWhatIsShownThen() throws IOException {
    Path file = Clip.numbered(21).write(folder.resolve("clip.mov"));
    assertEquals("0:0 500:5 1000:10 1500:15 2000:20", text(sample(file, every(500))));
    assertEquals("0:0 250:2 500:5 750:7", text(sample(file, every(250))).substring(0, 21));
    assertEquals("0:0", text(sample(file, every(60_000))));
  }

  @Test
  void frameThatIsShownForLongIsTakenAgain() throws IOException {
    Path file = Clip.numbered(3).at(0, 3000, 3100).write(folder.resolve("clip.mov"));
    assertEquals("0:0 1000:0 2000:0 3000:1", text(sample(file, every(1000))));
  }

  @Test
  void timesThatJumpFarGiveNoMillionsOfFrames() throws IOException {
    Path file = Clip.numbered(3).at(0, 4_000_000, 4_001_000).write(folder.resolve("clip.mov"));
    List<SampledFrame> samples = sample(file, every(1000));
    assertTrue(samples.size() < 1100, samples.size() + " frames");
    assertTrue(text(samples).contains(" 4000000:1 4001000:2"), "the frames after the jump");
  }

  @Test
  void partsOfEqualLengthGiveTheirMiddles() throws IOException {
    Path file = Clip.numbered(40).write(folder.resolve("clip.mov"));
    assertEquals("0:5 1000:15 2000:25 3000:35", text(sample(file, FrameSampler.count(4))));
    assertEquals("0:20", text(sample(file, FrameSampler.count(1))));
  }

  @Test
  void partOfTheVideoIsCutIntoPartsAsTheWholeIs() throws IOException {
    Path file = Clip.numbered(40).write(folder.resolve("clip.mov"));
    assertEquals("1000:15 2000:25", text(sample(file, part(2, 1000, 3000))));
    assertEquals("3000:35", text(sample(file, part(1, 3000, 60_000))), "as far as it goes");
    assertEquals("", text(sample(file, part(3, 5000, 6000))), "nothing after the end");
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> part(1, 2000, 2000))
            .getMessage()
            .contains("PT2S to PT2S"));
  }

  private static FrameSampler part(int frames, long from, long to) {
    return FrameSampler.count(frames, Duration.ofMillis(from), Duration.ofMillis(to));
  }

  @Test
  void videoOfFewFramesGivesEachOnce() throws IOException {
    Path file = Clip.numbered(2).write(folder.resolve("clip.mov"));
    assertEquals("0:0 100:1", text(sample(file, FrameSampler.count(50))));
  }

  @Test
  void lengthThatTheFileDoesNotSayIsFoundByCounting() throws IOException {
    Path file =
        Clip.numbered(40)
            .codec("mpeg4", AV_PIX_FMT_YUV420P)
            .rate(10)
            .with(recorder -> recorder.setFormat("matroska"))
            .with(recorder -> recorder.setOption("live", "1"))
            .write(folder.resolve("live.mkv"));
    try (VideoReader reader = VideoReader.open(file, VideoReaderConfig.defaults())) {
      assertTrue(reader.info().duration().isEmpty(), reader.info().toString());
    }
    assertEquals("0:5 1000:15 2000:25 3000:35", text(sample(file, FrameSampler.count(4))));
  }

  /** The frames of a walk over all of them are what the samples must be, however they are found. */
  @ParameterizedTest
  @CsvSource({
    "libopenh264,clip.mp4,0,12",
    "mpeg4,clip.mp4,2,12",
    "mpeg4,clip.mkv,2,12",
    "mpeg4,clip.avi,0,50",
    "mpeg2video,clip.mkv,2,300",
    "mpeg2video,clip.ts,2,15"
  })
  void shorterWaysLeadToTheSameFrames(String codec, String name, int between, int keyEvery)
      throws IOException {
    Path file =
        Clip.of(IntStream.range(0, 200).mapToObj(i -> Clip.picture(i % 64)).toList())
            .codec(codec, AV_PIX_FMT_YUV420P)
            .rate(25)
            .with(recorder -> recorder.setMaxBFrames(between))
            .with(recorder -> recorder.setGopSize(keyEvery))
            .with(recorder -> recorder.setVideoBitrate(4_000_000))
            .write(folder.resolve(name));
    List<VideoFrame> all = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(file, VideoReaderConfig.defaults())) {
      reader.forEachRemaining(all::add);
    }
    assertEquals(200, all.size());
    for (long step : new long[] {70, 330, 1000, 1900}) {
      StringBuilder expected = new StringBuilder();
      for (long time = 0; time < 8000; time += step) {
        expected.append(time).append(':').append(Clip.number(shownAt(all, time))).append(' ');
      }
      assertEquals(expected.toString().strip(), text(sample(file, every(step))));
    }
  }

  private static RgbImage shownAt(List<VideoFrame> all, long millis) {
    VideoFrame shown = all.get(0);
    for (VideoFrame frame : all) {
      shown = frame.time().toMillis() <= millis ? frame : shown;
    }
    return shown.image();
  }

  @Test
  void shotsGiveTheirMiddles() throws IOException {
    // Three subjects; in each the camera pans.
    List<RgbImage> frames = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      int shot = i < 20 ? 0 : i < 55 ? 1 : 2;
      int pan = i;
      frames.add(
          Clip.filled(
              32,
              24,
              p -> new int[] {(p % 32 + pan) * 2 % 64 + shot * 90, 200 - shot * 80, p / 32 * 4}));
    }
    Path file = Clip.of(frames).write(folder.resolve("shots.mov"));
    List<SampledFrame> samples = sample(file, FrameSampler.scenes());
    assertEquals(
        List.of(0L, 2000L, 5500L), samples.stream().map(s -> s.start().toMillis()).toList());
    long[] middles = {1000, 3750, 7250};
    for (int i = 0; i < 3; i++) {
      assertEquals(middles[i], samples.get(i).frame().time().toMillis(), 150);
    }
  }

  @Test
  void flashOfLightIsNoCut() throws IOException {
    List<RgbImage> frames = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      frames.add(i == 30 ? Clip.filled(32, 24, p -> new int[] {255, 255, 255}) : Clip.picture(3));
    }
    Path file = Clip.of(frames).rate(20).write(folder.resolve("flash.mov"));
    List<SampledFrame> samples = sample(file, FrameSampler.scenes());
    assertEquals(1, samples.size());
    assertEquals(1500, samples.get(0).frame().time().toMillis(), 150);
  }

  @Test
  void longShotKeepsFewFramesAndStillItsMiddle() throws IOException {
    Path file =
        Clip.of(IntStream.range(0, 600).mapToObj(i -> Clip.picture(0)).toList())
            .rate(4)
            .write(folder.resolve("long.mov"));
    List<SampledFrame> samples = sample(file, FrameSampler.scenes());
    assertEquals(1, samples.size());
    assertEquals(75_000, samples.get(0).frame().time().toMillis(), 5_000);
  }

  @Test
  void refusesWishesThatMakeNoSense() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> every(0)).getMessage().contains("PT0S"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> FrameSampler.count(0))
            .getMessage()
            .contains("0"));
  }

  @Test
  void samplesOfVideoThatBreaksOffEndThere() throws IOException {
    Path file = Clip.numbered(50).write(folder.resolve("clip.avi"));
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length * 7 / 10));
    try (VideoReader reader = VideoReader.open(file, VideoReaderConfig.defaults())) {
      List<SampledFrame> samples = new ArrayList<>();
      every(1000).sample(reader).forEachRemaining(samples::add);
      assertTrue(text(samples).startsWith("0:0 1000:10"), text(samples));
      assertTrue(samples.size() <= 5, text(samples));
      assertTrue(reader.fault().isPresent());
    }
  }

  private static FrameSampler every(long millis) {
    return FrameSampler.every(Duration.ofMillis(millis));
  }
}
