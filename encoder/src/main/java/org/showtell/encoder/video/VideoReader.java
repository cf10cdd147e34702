package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Reads a video frame by frame, in one pass and in flat memory: whatever FFmpeg reads, by its
 * content and not by its name. Frames are upright, in RGB, with the time at which they are shown.
 *
 * <p>A frame that cannot be decoded is left out and counted. Where the file breaks off, the frames
 * before that are given, and {@link #fault} then says what is missing. Either iterate over all
 * frames or give the reader to a {@link org.showtell.encoder.video.sampling.FrameSampler}, once.
 * One thread; whoever opens a reader closes it.
 */
public final class VideoReader implements Iterator<VideoFrame>, AutoCloseable {
  /** Containers round lengths; a video that ends earlier than this is cut off. */
  private static final long TOLERANCE_MICROS = 1_000_000;

  private static final int TOLERATED_PART = 50;

  private final Path path;
  private final FrameCursor cursor;
  private final FrameImages images;
  private final VideoInfo info;
  private final AVFrame frame = av_frame_alloc();
  private ShownFrames shown;
  private boolean closed;
  private long nextMicros;
  private boolean hasNext;

  private VideoReader(Path path, FrameCursor cursor, VideoReaderConfig config) {
    this.path = path;
    this.cursor = cursor;
    this.images = new FrameImages(cursor.file().stream(), config.images());
    this.info = images.info(cursor.file());
  }

  /**
   * @throws IOException if it cannot be read or is no video; the message is the reason without the
   *     path
   */
  public static VideoReader open(Path file, VideoReaderConfig config) throws IOException {
    return new VideoReader(
        file, new FrameCursor(file, config.images().maxPixels(), config.threads()), config);
  }

  public VideoInfo info() {
    return info;
  }

  @Override
  public boolean hasNext() {
    requireOpen();
    if (!hasNext) {
      nextMicros = cursor.advance(frame, VideoFile.NO_TIME);
      hasNext = nextMicros != VideoFile.NO_TIME;
    }
    return hasNext;
  }

  @Override
  public VideoFrame next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all frames have been read");
    }
    hasNext = false;
    return images.of(frame, nextMicros);
  }

  /**
   * Where the video ends: after the last frame that was seen or, while there are more, where the
   * file says.
   */
  public Duration end() {
    OptionalLong stated = cursor.file().statedMicros();
    long seen = cursor.file().endMicros();
    return duration(
        cursor.isAtEnd() || stated.isEmpty() ? seen : Math.max(seen, stated.getAsLong()));
  }

  /** How many frames could not be decoded so far. */
  public long skipped() {
    return cursor.skipped();
  }

  /** What is missing of the video and why, once the end has come; empty where nothing is. */
  public Optional<String> fault() {
    VideoFile file = cursor.file();
    if (file.fault() != null) {
      return Optional.of("from " + seconds(file.endMicros()) + " on it " + file.fault());
    }
    if (!cursor.isAtEnd()) {
      return Optional.empty();
    }
    if (cursor.decoded() == 0) {
      return Optional.of(
          cursor.skipped() == 0
              ? "its video has no frames"
              : "none of its " + cursor.skipped() + " frames can be decoded; it is damaged");
    }
    return cutOff(file)
        .map(of -> "it is cut off: it ends at " + of + "; copy or download it again");
  }

  private static Optional<String> cutOff(VideoFile file) {
    String end = seconds(file.endMicros());
    if (file.isShort()) {
      return Optional.of(end);
    }
    if (file.statedMicros().isEmpty() || !file.statesOwnDuration()) {
      return Optional.empty();
    }
    long length = file.statedMicros().getAsLong();
    boolean early = length - file.endMicros() > Math.max(TOLERANCE_MICROS, length / TOLERATED_PART);
    return early ? Optional.of(end + " of " + seconds(length)) : Optional.empty();
  }

  /** The decoder, for samplers that need every frame. */
  public FrameCursor cursor() {
    requireOpen();
    return cursor;
  }

  /** What turns decoded frames into images. */
  public FrameImages images() {
    return images;
  }

  /** The frames by their times, instead of one after the other. */
  public ShownFrames shown() {
    requireOpen();
    if (shown == null) {
      shown = new ShownFrames(cursor, images);
    }
    return shown;
  }

  /**
   * How long the video is: as the file says or, where it does not, by a pass over its coded frames,
   * which are not decoded.
   */
  public Duration length() throws IOException {
    OptionalLong stated = cursor.file().statedMicros();
    if (stated.isPresent()) {
      return duration(stated.getAsLong());
    }
    AVPacket packet = av_packet_alloc();
    try (VideoFile again = new VideoFile(path)) {
      while (again.read(packet)) {
        av_packet_unref(packet);
      }
      return duration(again.endMicros());
    } finally {
      av_packet_free(packet);
    }
  }

  /** A time in microseconds, 0 if negative. */
  public static Duration duration(long micros) {
    return Duration.of(Math.max(0, micros), ChronoUnit.MICROS);
  }

  private static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.1f s", micros / 1e6);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the reader of " + path + " is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      av_frame_free(frame);
      if (shown != null) {
        shown.close();
      }
      images.close();
      cursor.close();
    }
  }

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
}
