package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Walks the decoded frames of a video in display order. Frames that cannot be decoded are left out
 * and counted. Towards a wanted time it takes the shorter way: from the last keyframe, and without
 * the frames that no other needs. One thread.
 */
public final class FrameCursor implements AutoCloseable {
  /** {@code AV_FRAME_FLAG_CORRUPT}, which the bindings leave out. */
  private static final int CORRUPT = 1;

  /** Frames that end so long before the wanted time are not shown then. */
  private static final long MARGIN_MICROS = 100_000;

  /** So much is decoded before the wanted time: decoding order is not display order. */
  private static final int REORDERED_FRAMES = 8;

  /** So many failures in a row, with nothing left to read, are the end. */
  private static final int MOST_FAILURES_AT_END = 64;

  private final VideoFile file;
  private final AVCodecContext decoder;
  private final AVPacket packet;
  private boolean drained;
  private long readMicros = VideoFile.NO_TIME;
  private long shownMicros = VideoFile.NO_TIME;
  private long decoded;
  private long skipped;

  FrameCursor(Path path, long maxPixels, int threads) throws IOException {
    file = new VideoFile(path);
    try {
      decoder = Codecs.open(file.stream(), maxPixels, threads);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    decoder.err_recognition(AV_EF_CRCCHECK);
    packet = av_packet_alloc();
  }

  /** The file whose frames it decodes. */
  public VideoFile file() {
    return file;
  }

  long decoded() {
    return decoded;
  }

  long skipped() {
    return skipped;
  }

  boolean isAtEnd() {
    return drained;
  }

  /**
   * Decodes the next frame.
   *
   * @param wantedMicros frames that end long before may be left out; {@link VideoFile#NO_TIME} for
   *     every frame
   * @return when it is shown, in microseconds; {@link VideoFile#NO_TIME} at the end
   */
  public long advance(AVFrame frame, long wantedMicros) {
    int failuresAtEnd = 0;
    while (failuresAtEnd < MOST_FAILURES_AT_END) {
      int status = avcodec_receive_frame(decoder, frame);
      if (status == AVERROR_EOF) {
        break;
      }
      if (status >= 0 && !isDamaged(frame)) {
        decoded++;
        return shown(frame);
      }
      if (status != AVERROR_EAGAIN()) {
        skipped++;
        failuresAtEnd += drained ? 1 : 0;
      }
      if (status < 0 && !drained) {
        feed(wantedMicros);
      }
    }
    return VideoFile.NO_TIME;
  }

  private static boolean isDamaged(AVFrame frame) {
    return (frame.flags() & CORRUPT) != 0 || frame.decode_error_flags() != 0;
  }

  private void feed(long wantedMicros) {
    if (!file.read(packet)) {
      drained = true;
      avcodec_send_packet(decoder, null);
      return;
    }
    long time = file.micros(packet);
    readMicros = time == VideoFile.NO_TIME ? readMicros : Math.max(readMicros, time);
    boolean over =
        time != VideoFile.NO_TIME && time + file.length(packet) + MARGIN_MICROS < wantedMicros;
    decoder.skip_frame(over && packet.duration() > 0 ? AVDISCARD_NONREF : AVDISCARD_DEFAULT);
    int status = avcodec_send_packet(decoder, packet);
    skipped += status < 0 ? 1 : 0;
    av_packet_unref(packet);
  }

  // Times that are missing, or jump back, follow the frame before.
  private long shown(AVFrame frame) {
    long time = file.micros(frame.best_effort_timestamp());
    if (time == VideoFile.NO_TIME || time <= shownMicros) {
      time = shownMicros == VideoFile.NO_TIME ? 0 : shownMicros + file.frameMicros();
    }
    shownMicros = time;
    file.reached(time + file.length(frame.duration()));
    return time;
  }

  /**
   * Seeks towards a time if that is less work than decoding all frames up to it.
   *
   * @return whether it did
   */
  boolean approach(long wantedMicros) {
    long before = wantedMicros - Math.max(MARGIN_MICROS, REORDERED_FRAMES * file.frameMicros());
    long keyframe = file.keyframeBefore(before);
    if (keyframe == VideoFile.NO_TIME || keyframe <= readMicros || !file.seek(keyframe)) {
      return false;
    }
    avcodec_flush_buffers(decoder);
    drained = false;
    return true;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avcodec_free_context(decoder);
    file.close();
  }
}
