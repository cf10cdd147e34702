package org.showtell.encoder.video;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a video's file says about it.
 *
 * @param width of the upright frames on display, in pixels
 * @param height of the upright frames on display, in pixels
 * @param duration empty where the file does not say
 * @param format the container in FFmpeg's words, such as {@code matroska,webm}
 * @param codec in FFmpeg's words, such as {@code h264}
 */
public record VideoInfo(
    int width, int height, Optional<Duration> duration, String format, String codec) {
  public VideoInfo {
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(codec, "codec");
  }
}
