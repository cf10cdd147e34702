package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.image.StillDecoder;
import org.showtell.encoder.video.StillFile.TileLayout;

/**
 * Reads HEIC and AVIF stills: HEVC by FFmpeg's own decoder, AV1 by libaom. Grids of tiles, as
 * phones store them, are assembled. An alpha plane is not applied. Safe for use by several threads.
 */
public final class FfmpegStillDecoder implements StillDecoder {
  public FfmpegStillDecoder() {
    // What FFmpeg has to say comes as a status; its log would go to the user's terminal.
    av_log_set_level(AV_LOG_QUIET);
  }

  @Override
  public RgbImage decode(byte[] content, long maxPixels) throws MediaReadException {
    try (StillFile file = new StillFile(content)) {
      TileLayout layout = file.layout();
      if ((long) layout.width() * layout.height() > maxPixels) {
        throw new MediaReadException(
            layout.width() + "x" + layout.height() + " pixels are more than " + maxPixels);
      }
      Map<Integer, RgbImage> frames = new HashMap<>();
      file.forEachPacket(
          (stream, packet) -> {
            boolean wanted =
                layout.tiles().stream().anyMatch(tile -> tile.stream() == stream.index());
            if (wanted && !frames.containsKey(stream.index())) {
              frames.put(stream.index(), decode(stream, packet, maxPixels));
            }
          });
      return compose(layout, frames);
    }
  }

  private static RgbImage decode(AVStream stream, AVPacket packet, long maxPixels)
      throws MediaReadException {
    AVCodecContext context = Codecs.open(stream, maxPixels, 1);
    AVFrame frame = av_frame_alloc();
    try (FrameConverter converter = FrameConverter.ofStill()) {
      int status = avcodec_send_packet(context, packet);
      if (status >= 0) {
        // The end of the stream: whatever is held back comes out.
        avcodec_send_packet(context, null);
        status = avcodec_receive_frame(context, frame);
      }
      if (status < 0) {
        throw new MediaReadException(Codecs.error(status));
      }
      return converter.toRgb(frame);
    } finally {
      av_frame_free(frame);
      avcodec_free_context(context);
    }
  }

  private static RgbImage compose(TileLayout layout, Map<Integer, RgbImage> frames)
      throws MediaReadException {
    for (TileLayout.Tile tile : layout.tiles()) {
      if (!frames.containsKey(tile.stream())) {
        throw new MediaReadException("the file ends before the image does");
      }
    }
    if (layout.width() == 0) {
      return frames.get(layout.tiles().get(0).stream());
    }
    byte[] rgb = new byte[layout.width() * layout.height() * 3];
    for (TileLayout.Tile tile : layout.tiles()) {
      paint(rgb, layout, tile, frames.get(tile.stream()));
    }
    return new RgbImage(layout.width(), layout.height(), rgb);
  }

  private static void paint(byte[] rgb, TileLayout layout, TileLayout.Tile tile, RgbImage frame) {
    int left = Math.max(0, tile.left());
    int right = Math.min(layout.width(), tile.left() + frame.width());
    int bottom = Math.min(layout.height(), tile.top() + frame.height());
    for (int y = Math.max(0, tile.top()); y < bottom && left < right; y++) {
      int from = ((y - tile.top()) * frame.width() + left - tile.left()) * 3;
      System.arraycopy(frame.rgb(), from, rgb, (y * layout.width() + left) * 3, (right - left) * 3);
    }
  }
}
