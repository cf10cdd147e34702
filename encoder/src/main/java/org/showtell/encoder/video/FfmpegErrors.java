package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** FFmpeg's status codes in words. */
final class FfmpegErrors {
  private static final int MAX_LENGTH = 256;

  private FfmpegErrors() {}

  static String text(int status) {
    byte[] text = new byte[MAX_LENGTH];
    av_strerror(status, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
