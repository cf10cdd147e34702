package org.showtell.app.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.showtell.encoder.image.RgbImage;

/** Writes clips of ten frames a second. */
public final class ClipFile {
  private static final int PADDING = 64; // bytes: AV_INPUT_BUFFER_PADDING_SIZE

  private ClipFile() {}

  /** A lossless clip of plain frames; 0 is black, 255 is white. */
  public static Path ofShades(Path file, int... shades) throws IOException {
    List<RgbImage> frames =
        Arrays.stream(shades)
            .mapToObj(
                shade -> {
                  byte[] rgb = new byte[48 * 32 * 3];
                  Arrays.fill(rgb, (byte) shade);
                  return new RgbImage(48, 32, rgb);
                })
            .toList();
    return lossless(file, frames);
  }

  /** Seconds of shades, ten frames each. */
  public static Path ofSeconds(Path file, int... shades) throws IOException {
    return ofShades(
        file,
        Arrays.stream(shades)
            .flatMap(shade -> Collections.nCopies(10, shade).stream().mapToInt(i -> i))
            .toArray());
  }

  /** A drawn image as a frame. */
  public static RgbImage frame(BufferedImage image) {
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
    for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
      int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return new RgbImage(image.getWidth(), image.getHeight(), rgb);
  }

  /** A clip that is to the bit what its frames are. */
  public static Path lossless(Path file, List<RgbImage> frames) throws IOException {
    return write(file, "png", AV_PIX_FMT_RGB24, frames);
  }

  /** A clip as cameras make them. */
  public static Path h264(Path file, List<RgbImage> frames) throws IOException {
    return write(file, "libopenh264", AV_PIX_FMT_YUV420P, frames);
  }

  private static Path write(Path file, String codec, int format, List<RgbImage> frames)
      throws IOException {
    av_log_set_level(AV_LOG_QUIET);
    RgbImage first = frames.get(0);
    try (FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(file.toFile(), first.width(), first.height())) {
      recorder.setFrameRate(10);
      recorder.setPixelFormat(format);
      recorder.setVideoCodecName(codec);
      recorder.setVideoBitrate(3_000_000);
      recorder.start();
      for (RgbImage frame : frames) {
        int stride = frame.rgb().length / frame.height();
        // FFmpeg's scaler reads whole vectors: past the last pixel, and at times past the last
        // page.
        ByteBuffer pixels = ByteBuffer.allocateDirect(frame.rgb().length + PADDING);
        pixels.put(frame.rgb()).rewind();
        recorder.recordImage(frame.width(), frame.height(), 8, 3, stride, AV_PIX_FMT_RGB24, pixels);
      }
      recorder.stop();
    }
    return file;
  }
}
