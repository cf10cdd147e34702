package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.showtell.encoder.image.RgbImage;

/** Makes clips. Without other wishes they are lossless. */
public final class Clip {
  private static final int MICROS_PER_MILLI = 1000;

  private final List<RgbImage> images = new ArrayList<>();
  private final List<Long> millis = new ArrayList<>();
  private String codec = "png";
  private int pixelFormat = AV_PIX_FMT_RGB24;
  private double rate = 10;
  private int soundMillis;
  private Consumer<FFmpegFrameRecorder> more = recorder -> {};

  private Clip() {}

  /** Pictures one after the other. */
  public static Clip of(List<RgbImage> images) {
    Clip clip = new Clip();
    clip.images.addAll(images);
    return clip;
  }

  /** Plain pictures whose colour tells their number. */
  public static Clip numbered(int frames) {
    return of(IntStream.range(0, frames).mapToObj(Clip::picture).toList());
  }

  /** The picture of a number. */
  public static RgbImage picture(int number) {
    return filled(32, 24, i -> new int[] {number % 8 * 32 + 16, number / 8 * 32 + 16, 128});
  }

  /** The number of a picture, also where its colour is not quite the same any more. */
  public static int number(RgbImage image) {
    int at = (image.height() / 2 * image.width() + image.width() / 2) * 3;
    return (image.rgb()[at] & 0xff) / 32 + (image.rgb()[at + 1] & 0xff) / 32 * 8;
  }

  /** A picture with a colour for each of its pixels. */
  public static RgbImage filled(int width, int height, IntFunction<int[]> colour) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      int[] pixel = colour.apply(i);
      for (int c = 0; c < 3; c++) {
        rgb[i * 3 + c] = (byte) pixel[c];
      }
    }
    return new RgbImage(width, height, rgb);
  }

  public Clip codec(String name, int format) {
    codec = name;
    pixelFormat = format;
    return this;
  }

  public Clip rate(double framesPerSecond) {
    rate = framesPerSecond;
    return this;
  }

  /** Each frame at a time of its own. */
  public Clip at(long... times) {
    for (long time : times) {
      millis.add(time);
    }
    rate = 1000;
    return this;
  }

  Clip withSound(int lengthMillis) {
    soundMillis = lengthMillis;
    return this;
  }

  public Clip with(Consumer<FFmpegFrameRecorder> settings) {
    more = more.andThen(settings);
    return this;
  }

  /** Writes the file; its extension chooses the container. */
  public Path write(Path file) throws IOException {
    av_log_set_level(AV_LOG_QUIET);
    int width = images.isEmpty() ? 0 : images.get(0).width();
    int height = images.isEmpty() ? 0 : images.get(0).height();
    try (FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(file.toFile(), width, height, soundMillis > 0 ? 1 : 0)) {
      recorder.setVideoCodecName(codec);
      recorder.setPixelFormat(pixelFormat);
      recorder.setFrameRate(rate);
      recorder.setSampleRate(8000);
      if (soundMillis > 0) {
        recorder.setAudioCodecName("pcm_s16le");
      }
      more.accept(recorder);
      recorder.start();
      for (int i = 0; i < images.size(); i++) {
        if (!millis.isEmpty()) {
          recorder.setTimestamp(millis.get(i) * MICROS_PER_MILLI);
        }
        record(recorder, images.get(i));
      }
      if (soundMillis > 0) {
        recorder.recordSamples(ShortBuffer.allocate(8 * soundMillis));
      }
      recorder.stop();
    }
    return file;
  }

  private static void record(FFmpegFrameRecorder recorder, RgbImage image) throws IOException {
    ByteBuffer pixels = ByteBuffer.allocateDirect(image.rgb().length).put(image.rgb());
    pixels.flip();
    recorder.recordImage(
        image.width(), image.height(), 8, 3, image.width() * 3, AV_PIX_FMT_RGB24, pixels);
  }
}
