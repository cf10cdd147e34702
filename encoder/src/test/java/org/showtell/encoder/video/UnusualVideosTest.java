package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_ARGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB48;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVA420P;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.image.WebpFiles;

/** Videos that say more about their frames than most do. */
class UnusualVideosTest {
  private static final int SIDE = 64;
  private static final int WIDTH = 65;

  @TempDir Path folder;

  private static VideoReader open(Path file) throws IOException {
    return VideoReader.open(file, VideoReaderConfig.defaults());
  }

  private static RgbImage first(Path file) throws IOException {
    try (VideoReader reader = open(file)) {
      return reader.next().image();
    }
  }

  private static int red(RgbImage image, int x, int y) {
    return image.rgb()[(y * image.width() + x) * 3] & 0xff;
  }

  @ParameterizedTest
  @CsvSource({"mpeg4,part.mkv", "libvpx-vp9,part.webm", "mpeg4,part.nut", "wmv2,part.wmv"})
  void aPartOfALongerVideoIsWhole(String codec, String name) throws IOException {
    Clip clip = Clip.numbered(20).codec(codec, AV_PIX_FMT_YUV420P);
    clip.at(java.util.stream.LongStream.range(0, 20).map(i -> 2000 + 100 * i).toArray())
        .with(recorder -> recorder.setVideoBitrate(4_000_000))
        .with(recorder -> recorder.setVideoOption("deadline", "realtime"));
    try (VideoReader reader = open(clip.write(folder.resolve(name)))) {
      List<Duration> times = new ArrayList<>();
      reader.forEachRemaining(frame -> times.add(frame.time()));
      assertEquals(20, times.size());
      assertEquals(Duration.ZERO, times.get(0));
      assertEquals(Optional.empty(), reader.fault());
      assertTrue(reader.length().toMillis() < 2500, "length " + reader.length());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "png,true,alpha.mov",
    "qtrle,true,alpha.mov",
    "ffv1,false,alpha.mkv",
    "libvpx,false,alpha.webm",
    "libvpx-vp9,false,alpha.webm"
  })
  void transparencyIsWhite(String codec, boolean rgb, String name) throws IOException {
    int format =
        !rgb ? AV_PIX_FMT_YUVA420P : codec.equals("png") ? AV_PIX_FMT_RGBA : AV_PIX_FMT_ARGB;
    Path file = folder.resolve(name);
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), SIDE, SIDE, 0)) {
      recorder.setVideoCodecName(codec);
      recorder.setPixelFormat(format);
      recorder.setFrameRate(10);
      recorder.setVideoBitrate(4_000_000);
      recorder.setVideoOption("deadline", "realtime");
      recorder.setVideoOption("auto-alt-ref", "0");
      recorder.setVideoMetadata("alpha_mode", "1");
      recorder.start();
      // Dark everywhere; the left half is transparent, the right half opaque.
      ByteBuffer pixels = ByteBuffer.allocateDirect(SIDE * SIDE * 4);
      for (int i = 0; i < SIDE * SIDE; i++) {
        pixels.put((byte) 30).put((byte) 30).put((byte) 30).put((byte) (i % SIDE < 32 ? 0 : 255));
      }
      pixels.flip();
      for (int i = 0; i < 3; i++) {
        recorder.recordImage(SIDE, SIDE, 8, 4, SIDE * 4, AV_PIX_FMT_RGBA, pixels.rewind());
      }
      recorder.stop();
    }
    RgbImage image = first(file);
    assertEquals(255, red(image, 10, 32), 6);
    assertEquals(30, red(image, 54, 32), 6);
  }

  /** Greys, so that the matrix does not matter: a middle one, and white of 203 cd/m2. */
  @ParameterizedTest
  @CsvSource({
    "smpte2084,10,0.44,0.58",
    "smpte2084,12,0.44,0.58",
    "arib-std-b67,10,0.38,0.75",
    "arib-std-b67,12,0.38,0.75"
  })
  void highDynamicRangeIsMapped(String transfer, int bits, double grey, double white)
      throws IOException {
    Path file = folder.resolve("hdr.mkv");
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), SIDE, SIDE, 0)) {
      recorder.setVideoCodecName("ffv1");
      recorder.setPixelFormat(bits == 10 ? AV_PIX_FMT_YUV420P10 : AV_PIX_FMT_YUV420P12);
      recorder.setFrameRate(10);
      recorder.setVideoOption("color_primaries", "bt2020");
      recorder.setVideoOption("color_trc", transfer);
      recorder.setVideoOption("colorspace", "bt2020nc");
      recorder.start();
      ByteBuffer pixels = ByteBuffer.allocateDirect(SIDE * SIDE * 6).order(ByteOrder.nativeOrder());
      for (int i = 0; i < SIDE * SIDE; i++) {
        double stored = i % SIDE < 32 ? grey : white;
        for (int c = 0; c < 3; c++) {
          pixels.putShort((short) Math.round(stored * 65535));
        }
      }
      pixels.flip();
      recorder.recordImage(SIDE, SIDE, 16, 3, SIDE * 3, AV_PIX_FMT_RGB48, pixels);
      recorder.stop();
    }
    RgbImage image = first(file);
    assertEquals(transfer.equals("smpte2084") ? 130 : 118, red(image, 10, 32), 6);
    assertEquals(246, red(image, 54, 32), 5);
  }

  @Test
  void playsAnAnimatedWebp() throws IOException {
    Path file = Files.write(folder.resolve("animated.webp"), WebpFiles.animation(WIDTH, 33));
    try (VideoReader reader = open(file)) {
      assertEquals(WIDTH, reader.info().width());
      List<Long> millis = new ArrayList<>();
      List<RgbImage> images = new ArrayList<>();
      reader.forEachRemaining(
          frame -> {
            millis.add(frame.time().toMillis());
            images.add(frame.image());
          });
      assertEquals(List.of(0L, 500L, 800L), millis);
      assertEquals(Duration.ofMillis(900), reader.end());
      assertEquals(Optional.empty(), reader.fault());
      // Red in the corner; then half of green over it; then red's place is cleared.
      assertEquals(List.of(220, 255), at(images.get(0)));
      assertEquals(List.of(110, 127), at(images.get(1)));
      assertEquals(List.of(255, 0), at(images.get(2)));
    }
  }

  @Test
  void playsAnAnimatedAvifAndNotTheStillBesideIt() throws IOException {
    Path file = folder.resolve("animated.avif");
    try (InputStream in =
        getClass().getResourceAsStream("/org/showtell/encoder/image/animated.avif")) {
      Files.copy(in, file);
    }
    try (VideoReader reader = open(file)) {
      List<Long> millis = new ArrayList<>();
      reader.forEachRemaining(
          frame -> {
            assertEquals(40 * millis.size() + 15, red(frame.image(), 30, 30), 6);
            millis.add(frame.time().toMillis());
          });
      assertEquals(List.of(0L, 500L, 1000L, 1500L, 2000L, 2500L), millis);
      assertEquals(Optional.empty(), reader.fault());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "apng", "webp"})
  void saysThatAnAnimationIsCutOff(String kind) throws IOException {
    Path whole = folder.resolve("whole." + kind);
    if (kind.equals("webp")) {
      Files.write(whole, WebpFiles.animation(WIDTH, 33));
    } else {
      int pixels = kind.equals("gif") ? AV_PIX_FMT_BGR8 : AV_PIX_FMT_RGB24;
      Clip.numbered(5).codec(kind, pixels).write(whole);
    }
    byte[] content = Files.readAllBytes(whole);
    try (VideoReader reader = open(whole)) {
      reader.forEachRemaining(frame -> {});
      assertEquals(Optional.empty(), reader.fault());
    }
    for (int less : new int[] {2, content.length / 3}) {
      Path cut = folder.resolve("cut." + kind);
      Files.write(cut, Arrays.copyOf(content, content.length - less));
      try (VideoReader reader = open(cut)) {
        reader.forEachRemaining(frame -> {});
        assertTrue(reader.fault().orElse("no fault").startsWith("it is cut off"), kind + less);
      }
    }
  }

  private static List<Integer> at(RgbImage image) {
    return List.of(red(image, 2, 2), red(image, 40, 20));
  }

  @Test
  void saysWhatIsWrongWithAnAnimatedWebp() throws IOException {
    Path file = Files.write(folder.resolve("animated.webp"), WebpFiles.animation(WIDTH, 33));
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, 40));
    IOException error = assertThrows(IOException.class, () -> open(file));
    assertTrue(error.getMessage().contains("WebP"), error.getMessage());
  }
}
