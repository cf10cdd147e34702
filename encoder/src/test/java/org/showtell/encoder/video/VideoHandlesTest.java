package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.encoder.image.MediaReadException;

/** Whether everything that is opened is closed. Linux tells what a process holds. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only /proc tells what a process holds")
class VideoHandlesTest {
  private static final int VIDEOS = 500;
  private static final int MOST_GROWTH_KB = 16_000;

  @TempDir Path folder;

  private static void read(Path file) throws IOException {
    try (VideoReader reader = VideoReader.open(file, VideoReaderConfig.defaults())) {
      FrameSampler.every(Duration.ofMillis(300)).sample(reader).forEachRemaining(sample -> {});
    }
  }

  private static void refuse(Path file) throws IOException {
    try {
      read(file);
    } catch (MediaReadException e) {
      assertTrue(e.getMessage().startsWith("not a video"), e.getMessage());
    }
  }

  @Test
  void fiveHundredVideosLeaveNothingBehind() throws IOException {
    // A frame is 460 kB and a decoder holds several: one that is not freed in ten shows.
    Path clip =
        Clip.of(Collections.nCopies(8, Clip.filled(480, 320, i -> new int[] {i, 0, 9})))
            .codec("libopenh264", AV_PIX_FMT_YUV420P)
            .write(folder.resolve("clip.mp4"));
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
    long files = openFiles();
    for (int i = 0; i < VIDEOS / 5; i++) {
      read(clip);
      refuse(text);
    }
    System.gc();
    long before = residentKb();
    for (int i = 0; i < VIDEOS; i++) {
      read(clip);
      refuse(text);
    }
    System.gc();
    long growth = residentKb() - before;
    assertEquals(files, openFiles(), 2);
    assertTrue(growth < MOST_GROWTH_KB, growth + " kB more than before");
  }

  private static long residentKb() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }
}
