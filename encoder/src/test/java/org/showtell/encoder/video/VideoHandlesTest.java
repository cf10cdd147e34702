package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.video.sampling.FrameSampler;
import org.showtell.testing.Slow;

/**
 * Whether everything that is opened is closed. Linux tells what a process holds; it is a process of
 * its own, whose Java heap is small and full from the beginning.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only /proc tells what a process holds")
@Slow
class VideoHandlesTest {
  private static final int WARM_UP = 80;
  private static final int VIDEOS = 200;

  /** What is not given back of one video in ten would be twice as much. */
  private static final int MOST_GROWTH_KB = 12_000;

  @TempDir Path folder;

  @Test
  void twoHundredVideosLeaveNothingBehind() throws IOException, InterruptedException {
    // A frame takes 230 kB, and a decoder holds several of them.
    Path clip =
        Clip.of(Collections.nCopies(8, Clip.filled(480, 320, i -> new int[] {i, 0, 9})))
            .codec("libopenh264", AV_PIX_FMT_YUV420P)
            .write(folder.resolve("clip.mp4"));
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms48m",
                "-Xmx48m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                VideoHandlesTest.class.getName(),
                clip.toString(),
                text.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> held =
        new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, reader.waitFor());
    long growth = Long.parseLong(held.get(2)) - Long.parseLong(held.get(0));
    assertTrue(growth < MOST_GROWTH_KB, growth + " kB more than before");
    int before = Integer.parseInt(held.get(1));
    int after = Integer.parseInt(held.get(3)); // one that the VM itself closes late may be gone
    assertTrue(after <= before, after + " open files after, and " + before + " before");
  }

  /** Reads a video and refuses a text, again and again; prints memory and open files twice. */
  public static void main(String[] files) throws IOException {
    repeat(WARM_UP, files);
    repeat(VIDEOS, files);
  }

  private static void repeat(int times, String... files) throws IOException {
    for (int i = 0; i < times; i++) {
      read(Path.of(files[0]));
      try {
        read(Path.of(files[1]));
      } catch (MediaReadException e) {
        // A text is no video.
      }
    }
    System.gc();
    System.out.println(residentKb());
    System.out.println(openFiles());
  }

  private static void read(Path file) throws IOException {
    try (VideoReader reader = VideoReader.open(file, VideoReaderConfig.defaults())) {
      FrameSampler.every(Duration.ofMillis(300)).sample(reader).forEachRemaining(sample -> {});
    }
  }

  private static String residentKb() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return line.replaceAll("\\D", "");
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
