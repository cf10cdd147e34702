package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.showtell.encoder.image.MediaReadException;

/** Decodes one coded frame. One thread. */
final class FrameDecoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVFrame frame;

  FrameDecoder(AVStream stream, long maxPixels) throws MediaReadException {
    context = Codecs.open(stream, maxPixels, 1);
    frame = av_frame_alloc();
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
