package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_index_search_timestamp;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The coded frames of a file's video, in stored order. All times are in microseconds from the
 * file's beginning. One thread.
 */
public final class VideoFile implements AutoCloseable {
  /** The time of something that has none. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final long DEFAULT_FRAME_MICROS = 40_000;
  private static final Set<String> FROM_ZERO = Set.of("matroska", "asf", "nut");

  private final Demuxer demuxer;
  private final AVFormatContext format;
  private final AVStream stream;
  private final AVRational timeBase;
  private final AVRational microseconds;
  private final long startMicros;
  private final long frameMicros;
  private long endMicros;
  private long timeless;
  private String fault;

  /**
   * @throws IOException if it cannot be read or holds no video; the message is the reason only
   */
  VideoFile(Path file) throws IOException {
    demuxer = Demuxer.open(file);
    format = demuxer.format();
    try {
      stream = demuxer.video();
    } catch (IOException e) {
      demuxer.close();
      throw e;
    }
    for (int s = 0; s < format.nb_streams(); s++) {
      if (s != stream.index()) {
        format.streams(s).discard(AVDISCARD_ALL);
      }
    }
    timeBase = stream.time_base();
    microseconds = new AVRational().num(1).den(AV_TIME_BASE);
    startMicros = start();
    AVRational rate = stream.avg_frame_rate();
    frameMicros =
        rate.num() > 0 && rate.den() > 0
            ? Math.max(1, (long) AV_TIME_BASE * rate.den() / rate.num())
            : DEFAULT_FRAME_MICROS;
    // Matroska's index stands at the end and is read with the first search.
    if (format.iformat().name().getString().contains("matroska")) {
      av_seek_frame(format, stream.index(), 0, AVSEEK_FLAG_BACKWARD);
    }
  }

  AVStream stream() {
    return stream;
  }

  String formatName() {
    return format.iformat().name().getString();
  }

  long frameMicros() {
    return frameMicros;
  }

  /**
   * How long the file says that the video is, where that is reliable: an estimate from its size is
   * not, and a sound track has another length.
   */
  OptionalLong statedMicros() {
    if (format.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE) {
      return OptionalLong.empty();
    }
    if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
      long first = stream.start_time() == AV_NOPTS_VALUE ? startMicros : raw(stream.start_time());
      long length = raw(stream.duration());
      return OptionalLong.of(countsFromZero() ? fromStart(length) : length + first - startMicros);
    }
    OptionalLong tagged = Demuxer.taggedMicros(stream);
    if (tagged.isPresent()) {
      return OptionalLong.of(fromStart(tagged.getAsLong()));
    }
    if (format.duration() <= 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(countsFromZero() ? fromStart(format.duration()) : format.duration());
  }

  /**
   * Whether a duration is the time of the end, wherever the first frame is: a part of a longer
   * video keeps the times of the whole.
   */
  private boolean countsFromZero() {
    return FROM_ZERO.stream().anyMatch(formatName()::contains);
  }

  /** Some programs write the length all the same. */
  private long fromStart(long micros) {
    return micros > startMicros ? micros - startMicros : micros;
  }

  boolean isShort() {
    return demuxer.isShort();
  }

  /** Whether the file states the video's length, and not only the longest stream's. */
  boolean statesOwnDuration() {
    return stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0
        || Demuxer.taggedMicros(stream).isPresent()
        || format.nb_streams() == 1;
  }

  /**
   * Reads the next coded frame.
   *
   * @param packet empty; unreferenced by the caller
   * @return false at the end, or where the file cannot be read any further: see {@link #fault}
   */
  boolean read(AVPacket packet) {
    int status;
    while ((status = av_read_frame(format, packet)) >= 0) {
      if (packet.stream_index() == stream.index()) {
        long time = micros(packet);
        // Elementary streams tell no times: their frames follow each other.
        reached(time == NO_TIME ? ++timeless * frameMicros : time + length(packet));
        return true;
      }
      av_packet_unref(packet);
    }
    if (demuxer.problem() != null) {
      fault = "cannot be read any further (" + demuxer.problem().getMessage() + ")";
    } else if (status != AVERROR_EOF) {
      fault = "cannot be read any further (" + Codecs.error(status) + ")";
    }
    return false;
  }

  /** Why reading ended before the file did; null where it did not. */
  String fault() {
    return fault;
  }

  /** When a coded frame is shown, or decoded where it does not say that; or {@link #NO_TIME}. */
  long micros(AVPacket packet) {
    return micros(packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts());
  }

  /** A time of the stream, or {@link #NO_TIME}. */
  long micros(long streamTime) {
    return streamTime == AV_NOPTS_VALUE ? NO_TIME : raw(streamTime) - startMicros;
  }

  long length(AVPacket packet) {
    return length(packet.duration());
  }

  /** A length in the stream's units; that of an average frame where it is not known. */
  long length(long streamLength) {
    return streamLength > 0 ? raw(streamLength) : frameMicros;
  }

  void reached(long micros) {
    endMicros = Math.max(endMicros, micros);
  }

  /** Where the last frame ends that was seen. */
  public long endMicros() {
    return endMicros;
  }

  /**
   * The time, in decoding order, of the last keyframe at or before a time; {@link #NO_TIME} where
   * the file has no index.
   */
  long keyframeBefore(long micros) {
    int entry =
        av_index_search_timestamp(
            stream,
            av_rescale_q(micros + startMicros, microseconds, timeBase),
            AVSEEK_FLAG_BACKWARD);
    return entry < 0 ? NO_TIME : micros(avformat_index_get_entry(stream, entry).timestamp());
  }

  /** Goes on from {@link #keyframeBefore} that time. */
  boolean seek(long micros) {
    long target = av_rescale_q(micros + startMicros, microseconds, timeBase);
    return av_seek_frame(format, stream.index(), target, AVSEEK_FLAG_BACKWARD) >= 0;
  }

  private long raw(long streamTime) {
    return av_rescale_q(streamTime, timeBase, microseconds);
  }

  /**
   * The file's beginning, as players take it: the first time of any stream. Sound that begins a
   * moment before zero, for its decoder's sake, does not count.
   */
  private long start() {
    long first = format.start_time();
    if (first == AV_NOPTS_VALUE) {
      return 0;
    }
    boolean soundOnly = stream.start_time() == AV_NOPTS_VALUE || raw(stream.start_time()) >= 0;
    return first < 0 && soundOnly ? 0 : first;
  }

  @Override
  public void close() {
    demuxer.close();
    microseconds.close();
  }
}
