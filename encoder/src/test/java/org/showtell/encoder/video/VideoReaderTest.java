package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.image.RgbImage;

class VideoReaderTest {
  @TempDir Path folder;

  private static VideoReader open(Path file) throws IOException {
    return VideoReader.open(file, VideoReaderConfig.defaults());
  }

  private static List<VideoFrame> frames(VideoReader reader) {
    List<VideoFrame> frames = new ArrayList<>();
    reader.forEachRemaining(frames::add);
    return frames;
  }

  private static List<Integer> numbers(List<VideoFrame> frames) {
    return frames.stream().map(frame -> Clip.number(frame.image())).toList();
  }

  private static List<Long> millis(List<VideoFrame> frames) {
    return frames.stream().map(frame -> frame.time().toMillis()).toList();
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private static List<Long> everyMillis(int step, int count) {
    return LongStream.range(0, count).mapToObj(i -> i * step).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip.mov", "clip.mkv", "clip.avi"})
  void givesEveryFrameAsItWasAndWhenItIsShown(String name) throws IOException {
    Path file = Clip.numbered(25).write(folder.resolve(name));
    try (VideoReader reader = open(file)) {
      List<VideoFrame> frames = frames(reader);
      assertEquals(upTo(25), numbers(frames));
      assertEquals(everyMillis(100, 25), millis(frames));
      assertArrayEquals(Clip.picture(7).rgb(), frames.get(7).image().rgb());
      assertEquals(Duration.ofMillis(2500), reader.end());
      assertEquals(Optional.empty(), reader.fault());
      assertEquals(0, reader.skipped());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "libopenh264,clip.mp4",
    "libvpx-vp9,clip.webm",
    "mpeg4,clip.avi",
    "mpeg2video,clip.ts"
  })
  void readsWhatPeopleHave(String codec, String name) throws IOException {
    Path file =
        Clip.numbered(20)
            .codec(codec, AV_PIX_FMT_YUV420P)
            .rate(25)
            .with(recorder -> recorder.setVideoBitrate(4_000_000))
            .with(recorder -> recorder.setVideoOption("deadline", "realtime"))
            .write(folder.resolve(name));
    try (VideoReader reader = open(file)) {
      List<VideoFrame> frames = frames(reader);
      assertEquals(upTo(20), numbers(frames));
      assertEquals(everyMillis(40, 20), millis(frames));
      assertEquals(Optional.empty(), reader.fault());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip.mov", "clip.mkv"})
  void variableFrameRatesKeepTheirTimes(String name) throws IOException {
    Path file = Clip.numbered(5).at(0, 40, 1500, 1533, 4000).write(folder.resolve(name));
    try (VideoReader reader = open(file)) {
      List<VideoFrame> frames = frames(reader);
      assertEquals(upTo(5), numbers(frames));
      assertEquals(List.of(0L, 40L, 1500L, 1533L, 4000L), millis(frames));
    }
  }

  @Test
  void phoneVideosAreUpright() throws IOException {
    // Top left of the stored picture is red.
    RgbImage stored =
        Clip.filled(32, 16, i -> new int[] {i % 32 < 8 && i / 32 < 8 ? 255 : 0, 0, 90});
    Path file =
        Clip.of(List.of(stored))
            .with(recorder -> recorder.setDisplayRotation(-90))
            .write(folder.resolve("phone.mov"));
    try (VideoReader reader = open(file)) {
      assertEquals(16, reader.info().width());
      assertEquals(32, reader.info().height());
      RgbImage upright = reader.next().image();
      assertEquals(16, upright.width());
      assertEquals(32, upright.height());
      // Turned clockwise, it is at the top right.
      assertEquals(255, upright.rgb()[15 * 3] & 0xff);
      assertEquals(0, upright.rgb()[0] & 0xff);
    }
  }

  @Test
  void framesBecomeTheImagesThatPhotosBecome() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    RgbImage noise =
        Clip.filled(640, 480, i -> new int[] {random.nextInt(256), random.nextInt(256), i % 256});
    Path clip = Clip.of(List.of(noise)).write(folder.resolve("clip.mov"));
    byte[] content = Files.readAllBytes(clip);
    // In a PNG-coded clip the photo lies as it is.
    Path photo =
        Files.write(
            folder.resolve("photo.png"),
            Arrays.copyOfRange(content, find(content, 0, "PNG") - 1, content.length));
    ImageReaderConfig images = new ImageReaderConfig(1_000_000, 10_000_000, 112, 112);
    try (VideoReader reader = VideoReader.open(clip, new VideoReaderConfig(images, 1))) {
      RgbImage frame = reader.next().image();
      assertEquals(320, frame.width());
      assertArrayEquals(new ImageReader(images).read(photo).rgb(), frame.rgb());
    }
  }

  @Test
  void pixelsThatAreNotSquareAreMadeSo() throws IOException {
    Path file =
        Clip.numbered(1)
            .with(recorder -> recorder.setAspectRatio(2))
            .write(folder.resolve("anamorphic.mkv"));
    try (VideoReader reader = open(file)) {
      assertEquals(64, reader.info().width());
      assertEquals(64, reader.next().image().width());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip.avi", "clip.mkv"})
  void ofFileThatIsCutOffTheBeginningIsGivenAndTheRestNamed(String name) throws IOException {
    Path file = Clip.numbered(50).write(folder.resolve(name));
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() * 7 / 10);
    }
    try (VideoReader reader = open(file)) {
      List<VideoFrame> frames = frames(reader);
      assertTrue(frames.size() > 10 && frames.size() < 45, frames.size() + " frames");
      assertEquals(upTo(frames.size()), numbers(frames));
      String fault = reader.fault().orElseThrow();
      assertTrue(fault.contains("cut off: it ends at "), fault);
      // The frame that is half there is the end, and cannot be decoded.
      assertEquals((frames.size() + reader.skipped()) * 100, reader.end().toMillis());
    }
  }

  @Test
  void frameThatCannotBeDecodedIsLeftOutAndCounted() throws IOException {
    Path file = Clip.numbered(10).write(folder.resolve("clip.mov"));
    byte[] content = Files.readAllBytes(file);
    int at = 0;
    for (int frame = 0; frame <= 4; frame++) {
      at = find(content, at + 1, "IDAT");
    }
    Arrays.fill(content, at + 4, at + 20, (byte) 0xa5);
    Files.write(file, content);
    try (VideoReader reader = open(file)) {
      assertEquals(List.of(0, 1, 2, 3, 5, 6, 7, 8, 9), numbers(frames(reader)));
      assertEquals(1, reader.skipped());
      assertEquals(Optional.empty(), reader.fault());
    }
  }

  @Test
  void gifOfOneFrameIsVideoOfOneFrame() throws IOException {
    Path file = Clip.numbered(1).codec("gif", AV_PIX_FMT_BGR8).write(folder.resolve("still.gif"));
    try (VideoReader reader = open(file)) {
      assertEquals(List.of(0L), millis(frames(reader)));
      assertTrue(reader.end().compareTo(Duration.ZERO) > 0);
      assertEquals(Optional.empty(), reader.fault());
    }
  }

  @Test
  void soundAloneIsNoVideo() throws IOException {
    Path file = Clip.of(List.of()).withSound(500).write(folder.resolve("sound.mov"));
    assertEquals("not a video (it holds sound only)", refusal(file));
  }

  @Test
  void soundThatIsLongerThanTheVideoIsNoFault() throws IOException {
    Path file = Clip.numbered(10).withSound(9000).write(folder.resolve("clip.mov"));
    try (VideoReader reader = open(file)) {
      assertEquals(10, frames(reader).size());
      assertEquals(Optional.empty(), reader.fault());
      assertEquals(Duration.ofSeconds(1), reader.end());
    }
  }

  @Test
  void videoWithoutFramesHasNone() throws IOException {
    Path file =
        Clip.of(List.of())
            .withSound(500)
            .with(recorder -> recorder.setImageWidth(32))
            .with(recorder -> recorder.setImageHeight(24))
            .write(folder.resolve("empty.mkv"));
    try (VideoReader reader = open(file)) {
      assertEquals(List.of(), frames(reader));
      assertEquals("its video has no frames", reader.fault().orElseThrow());
    }
  }

  @Test
  void saysWhatIsNoVideo() throws IOException {
    assertTrue(
        refusal(Files.writeString(folder.resolve("a.mp4"), "Dear diary,\n")).contains("no format"));
    assertTrue(refusal(Files.createFile(folder.resolve("b.mp4"))).contains("0 bytes"));
    assertTrue(refusal(folder).contains("folder"));
    assertThrows(java.nio.file.NoSuchFileException.class, () -> open(folder.resolve("c.mp4")));
    Path whole = Clip.numbered(20).write(folder.resolve("d.mov"));
    byte[] content = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(content, content.length / 2));
    assertTrue(refusal(whole).contains("cut off before its index"), refusal(whole));
  }

  @Test
  void sparseFileOfTwoGigabytesIsRefusedAtOnce() throws IOException {
    Path file = folder.resolve("sparse.mp4");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(2L << 30);
    }
    assertTrue(refusal(file).contains("no format"), refusal(file));
  }

  @Test
  void playListOpensNothing() throws IOException {
    Path clip =
        Clip.numbered(5)
            .codec("mpeg2video", AV_PIX_FMT_YUV420P)
            .rate(25)
            .write(folder.resolve("clip.ts"));
    Path list =
        Files.writeString(
            folder.resolve("list.mp4"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + clip.toUri() + "\n#EXT-X-ENDLIST\n");
    assertThrows(MediaReadException.class, () -> open(list));
  }

  @Test
  void namesThatAreOddOpen() throws IOException {
    Path plain = Clip.numbered(2).write(folder.resolve("plain.mov"));
    Path odd = Files.move(plain, folder.resolve("http: %d \u00fc\ud83d\ude00 \"?.mov"));
    try (VideoReader reader = open(odd)) {
      assertEquals(2, frames(reader).size());
    }
  }

  @Test
  void closedReaderRefusesAndClosesAgain() throws IOException {
    VideoReader reader = open(Clip.numbered(2).write(folder.resolve("clip.mov")));
    reader.close();
    reader.close();
    assertThrows(IllegalStateException.class, reader::hasNext);
  }

  private static String refusal(Path file) {
    return assertThrows(MediaReadException.class, () -> open(file)).getMessage();
  }

  private static int find(byte[] content, int from, String text) {
    return new String(content, StandardCharsets.ISO_8859_1).indexOf(text, from);
  }
}
