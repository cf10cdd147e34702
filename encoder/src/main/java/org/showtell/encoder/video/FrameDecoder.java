package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.showtell.encoder.image.MediaReadException;

/** Decodes one coded frame. One thread. */
final class FrameDecoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVFrame frame;

  FrameDecoder(AVStream stream, long maxPixels) throws MediaReadException {
    int id = stream.codecpar().codec_id();
    // FFmpeg's own AV1 decoder only drives graphics cards; libaom needs none.
    AVCodec codec =
        id == AV_CODEC_ID_AV1
            ? avcodec_find_decoder_by_name("libaom-av1")
            : avcodec_find_decoder(id);
    if (codec == null || codec.isNull()) {
      throw new MediaReadException(
          "no decoder for " + avcodec_descriptor_get(id).name().getString());
    }
    context = avcodec_alloc_context3(codec);
    frame = av_frame_alloc();
    int status = avcodec_parameters_to_context(context, stream.codecpar());
    if (status >= 0) {
      context.max_pixels(maxPixels);
      context.thread_count(1);
      status = avcodec_open2(context, codec, (AVDictionary) null);
    }
    if (status < 0) {
      close();
      throw new MediaReadException(FfmpegErrors.text(status));
    }
  }

  /** The frame that a packet codes; valid until this decoder is closed. */
  AVFrame decode(AVPacket packet) throws MediaReadException {
    int status = avcodec_send_packet(context, packet);
    if (status >= 0) {
      // The end of the stream: whatever is held back comes out.
      avcodec_send_packet(context, null);
      status = avcodec_receive_frame(context, frame);
    }
    if (status < 0) {
      throw new MediaReadException(FfmpegErrors.text(status));
    }
    return frame;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
