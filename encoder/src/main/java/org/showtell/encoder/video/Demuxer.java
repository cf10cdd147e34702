package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.video.MediaInput.MediaBytes;

/** An opened media file. Goes by its content and not by its name. One thread. */
final class Demuxer implements AutoCloseable {
  private static final int BRAND = 4;

  static {
    // What FFmpeg has to say comes as a status; its log would go to the user's terminal.
    av_log_set_level(AV_LOG_QUIET);
  }

  private final MediaBytes bytes;
  private final MediaInput input;
  private final AVFormatContext format;

  private Demuxer(MediaBytes bytes, MediaInput input, AVFormatContext format) {
    this.bytes = bytes;
    this.input = input;
    this.format = format;
  }

  /**
   * Opens a file and finds out what is in it.
   *
   * @throws IOException if it cannot be read or is no media file; the message is the reason only
   */
  static Demuxer open(Path file) throws IOException {
    MediaBytes bytes = MediaBytes.of(file);
    MediaInput input = new MediaInput(bytes);
    AVFormatContext format = avformat_alloc_context();
    format.pb(input.context());
    AVDictionary options = new AVDictionary(null);
    // A play list could name files and addresses: no protocol has this name, so none is opened.
    av_dict_set(options, "protocol_whitelist", "none", 0);
    int status = avformat_open_input(format, (String) null, (AVInputFormat) null, options);
    av_dict_free(options);
    if (status < 0) {
      // FFmpeg has freed the context by itself.
      IOException reason = reason(status, bytes, input);
      input.close();
      throw reason;
    }
    Demuxer demuxer = new Demuxer(bytes, input, format);
    status = avformat_find_stream_info(format, (PointerPointer<?>) null);
    if (status < 0) {
      demuxer.close();
      throw new MediaReadException(
          "its streams cannot be read (" + FfmpegErrors.text(status) + ")");
    }
    return demuxer;
  }

  AVFormatContext format() {
    return format;
  }

  /** What went wrong while the file was read; null where nothing did. */
  IOException problem() {
    return input.problem();
  }

  /**
   * Whether an AVI's header speaks of more bytes than there are. Of such a file FFmpeg takes a
   * guess at the length, which no longer tells that it is cut off.
   */
  boolean isShort() {
    ByteBuffer head = ByteBuffer.allocate(2 * BRAND).order(ByteOrder.LITTLE_ENDIAN);
    try {
      bytes.read(0, head);
      return new String(head.array(), 0, BRAND, StandardCharsets.ISO_8859_1).equals("RIFF")
          && head.getInt(BRAND) > 0
          && head.getInt(BRAND) + 2L * BRAND > bytes.size();
    } catch (IOException e) {
      return false; // then reading frames has failed too, and says so
    }
  }

  private static IOException reason(int status, MediaBytes bytes, MediaInput input)
      throws IOException {
    if (input.problem() != null) {
      return input.problem();
    }
    if (status != AVERROR_INVALIDDATA) {
      return new MediaReadException("not a video (" + FfmpegErrors.text(status) + ")");
    }
    ByteBuffer head = ByteBuffer.allocate(2 * BRAND);
    bytes.read(0, head);
    return new MediaReadException(
        new String(head.array(), BRAND, BRAND, StandardCharsets.ISO_8859_1).equals("ftyp")
            ? "a video file that is cut off before its index (moov), or damaged there; copy or"
                + " download it again"
            : "not a video (its content is in no format that FFmpeg knows)");
  }

  @Override
  public void close() {
    avformat_close_input(format);
    input.close();
  }
}
