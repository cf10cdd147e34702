package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.PointerPointer;
import org.showtell.encoder.file.ByteSource;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.image.StillDecoder;

/** An opened media file, identified by its content and not by its name. One thread. */
final class Demuxer implements AutoCloseable {
  private static final int BRAND = 4;
  private static final int BOX_BYTES = 16;

  /** Of a list of items; phones' have some kilobytes. */
  private static final int MAX_ITEMS_BYTES = 16 << 20;

  private static final Pattern TAGGED = Pattern.compile("(\\d+):(\\d\\d):(\\d\\d)\\.(\\d{6})\\d*");
  private static final long MICROS_PER_SECOND = 1_000_000;

  static {
    Codecs.prepare();
  }

  private final ByteSource bytes;
  private final MediaInput input;
  private final AVFormatContext format;

  private Demuxer(ByteSource bytes, MediaInput input, AVFormatContext format) {
    this.bytes = bytes;
    this.input = input;
    this.format = format;
  }

  /**
   * @throws IOException if it cannot be read or is no media file; the message is the reason only
   */
  static Demuxer open(Path file) throws IOException {
    ByteSource bytes = WebpMovie.orSame(MediaInput.open(file));
    requireTiles(bytes);
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
      throw new MediaReadException("its streams cannot be read (" + Codecs.error(status) + ")");
    }
    return demuxer;
  }

  /** Of the stills that may be in a file beside its videos. */
  private static void requireTiles(ByteSource bytes) throws IOException {
    try {
      ByteBuffer box = ByteBuffer.allocate(BOX_BYTES);
      for (long at = 0; at + BOX_BYTES <= bytes.size(); ) {
        bytes.read(at, box.clear());
        String type = new String(box.array(), BRAND, BRAND, StandardCharsets.ISO_8859_1);
        long size = Integer.toUnsignedLong(box.getInt(0));
        size = size == 1 ? box.getLong(2 * BRAND) : size == 0 ? bytes.size() - at : size;
        if (at == 0 && !type.equals("ftyp") || size < 2 * BRAND) {
          return; // another kind of file, or damaged, as FFmpeg will say
        }
        if (type.equals("meta")) {
          ByteBuffer items = ByteBuffer.allocate((int) Math.min(size, MAX_ITEMS_BYTES));
          fill(bytes, at, items);
          StillDecoder.requireTiles(items.array());
        }
        at += size;
      }
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static void fill(ByteSource file, long from, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && file.read(from + bytes.position(), bytes) > 0) {
      // goes on
    }
  }

  /** The beginning of a file, or all of it. */
  static byte[] bytes(ByteSource file, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, file.size()));
    fill(file, 0, bytes);
    return bytes.array();
  }

  AVFormatContext format() {
    return format;
  }

  /** What went wrong while the file was read; null where nothing did. */
  IOException problem() {
    return input.problem();
  }

  /**
   * Whether the file ends before it says, where FFmpeg does not tell. Of a short AVI it guesses the
   * length.
   */
  boolean isShort() {
    try {
      return bytes instanceof WebpMovie movie ? movie.isCut() : FileEnd.isCut(bytes);
    } catch (IOException e) {
      return false; // then reading frames has failed too, and says so
    }
  }

  private static IOException reason(int status, ByteSource bytes, MediaInput input)
      throws IOException {
    if (input.problem() != null) {
      return input.problem();
    }
    if (status != AVERROR_INVALIDDATA) {
      return new MediaReadException("not a video (" + Codecs.error(status) + ")");
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

  /**
   * The largest stream of moving images; the file's default goes first. A sound file's cover does
   * not count, and a still image, such as AVIF has beside its animation, only where nothing moves.
   *
   * @throws MediaReadException if there is none
   */
  AVStream video() throws MediaReadException {
    AVStream best = null;
    boolean sound = false;
    for (int s = 0; s < format.nb_streams(); s++) {
      AVStream stream = format.streams(s);
      int type = stream.codecpar().codec_type();
      sound |= type == AVMEDIA_TYPE_AUDIO;
      if (type == AVMEDIA_TYPE_VIDEO
          && (stream.disposition()
                  & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS))
              == 0
          && (best == null || rank(stream) > rank(best))) {
        best = stream;
      }
    }
    if (best == null) {
      throw new MediaReadException(
          sound ? "not a video (it holds sound only)" : "not a video (it holds no video stream)");
    }
    return best;
  }

  private static long rank(AVStream stream) {
    long pixels = (long) stream.codecpar().width() * stream.codecpar().height();
    boolean isDefault = (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0;
    long moves = stream.nb_frames() == 1 ? 0 : 1L << 40;
    return moves + (isDefault ? pixels + Integer.MAX_VALUE : pixels);
  }

  /** A Matroska stream's length, which its header has only for the whole file. */
  static OptionalLong taggedMicros(AVStream stream) {
    AVDictionaryEntry entry = av_dict_get(stream.metadata(), "DURATION", null, 0);
    if (entry == null || entry.isNull()) {
      return OptionalLong.empty();
    }
    Matcher time = TAGGED.matcher(entry.value().getString());
    if (!time.matches()) {
      return OptionalLong.empty();
    }
    long minutes = Long.parseLong(time.group(1)) * 60 + Long.parseLong(time.group(2));
    long seconds = minutes * 60 + Long.parseLong(time.group(3));
    return OptionalLong.of(seconds * MICROS_PER_SECOND + Long.parseLong(time.group(4)));
  }
}
