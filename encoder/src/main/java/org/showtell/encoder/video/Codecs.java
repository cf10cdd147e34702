package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.showtell.encoder.image.MediaReadException;

/** FFmpeg's decoders, and its status codes in words. */
final class Codecs {
  private static final int MAX_ERROR_LENGTH = 256;

  /**
   * Of one allocation by FFmpeg, whose own bound is two gigabytes: enough for a plane of the
   * largest image in 16 bits, and what a damaged header may ask for.
   */
  private static final long MAX_ALLOCATION_BYTES = 768L << 20;

  private Codecs() {}

  /** Before anything is opened. */
  static void prepare() {
    // What FFmpeg has to say comes as a status; its log would go to the user's terminal.
    av_log_set_level(AV_LOG_QUIET);
    av_max_alloc(MAX_ALLOCATION_BYTES);
  }

  /**
   * Opens a decoder, which the caller frees.
   *
   * @param maxPixels of one frame
   * @throws MediaReadException if there is no decoder or it does not take the stream
   */
  static AVCodecContext open(AVStream stream, long maxPixels, int threads)
      throws MediaReadException {
    int id = stream.codecpar().codec_id();
    String name = preferred(stream);
    AVCodec codec = name == null ? null : avcodec_find_decoder_by_name(name);
    if (codec == null || codec.isNull()) {
      codec = id == AV_CODEC_ID_AV1 ? null : avcodec_find_decoder(id);
    }
    if (codec == null || codec.isNull()) {
      throw new MediaReadException("no decoder for " + name(id));
    }
    AVCodecContext context = avcodec_alloc_context3(codec);
    int status = avcodec_parameters_to_context(context, stream.codecpar());
    if (status >= 0) {
      context.pkt_timebase(stream.time_base());
      context.max_pixels(maxPixels);
      context.thread_count(threads);
      status = avcodec_open2(context, codec, (AVDictionary) null);
    }
    if (status < 0) {
      avcodec_free_context(context);
      throw new MediaReadException(error(status));
    }
    return context;
  }

  /** The decoder that is better than FFmpeg's own; null where none is. */
  private static String preferred(AVStream stream) {
    AVDictionaryEntry mode = av_dict_get(stream.metadata(), "alpha_mode", null, 0);
    boolean alpha = mode != null && !mode.isNull() && mode.value().getString().equals("1");
    return switch (stream.codecpar().codec_id()) {
      // FFmpeg's own only drives graphics cards; libaom needs none.
      case AV_CODEC_ID_AV1 -> "libaom-av1";
      // Transparency is a second video beside the first, which FFmpeg's own leave out.
      case AV_CODEC_ID_VP8 -> alpha ? "libvpx" : null;
      case AV_CODEC_ID_VP9 -> alpha ? "libvpx-vp9" : null;
      default -> null;
    };
  }

  /** A codec's name in FFmpeg's words, such as {@code h264}. */
  static String name(int id) {
    AVCodecDescriptor descriptor = avcodec_descriptor_get(id);
    return descriptor == null || descriptor.isNull()
        ? "an unknown codec"
        : descriptor.name().getString();
  }

  static String error(int status) {
    byte[] text = new byte[MAX_ERROR_LENGTH];
    av_strerror(status, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
