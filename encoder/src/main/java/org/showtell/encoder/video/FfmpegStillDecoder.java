package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.showtell.encoder.colour.ColourProfile;
import org.showtell.encoder.colour.Transparency;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.image.StillDecoder;
import org.showtell.encoder.video.StillFile.TileLayout;

/**
 * Reads HEIC and AVIF stills: HEVC by FFmpeg's own decoder, AV1 by libaom. Grids of tiles, as
 * phones store them, are assembled. Safe for use by several threads.
 */
public final class FfmpegStillDecoder implements StillDecoder {
  public FfmpegStillDecoder() {
    Codecs.prepare();
  }

  @Override
  public Still decode(byte[] content, long maxPixels, StillItems items) throws MediaReadException {
    try (StillFile file = new StillFile(content)) {
      TileLayout layout = file.layout();
      requireWithin(layout, maxPixels);
      if (items.alphaItem() == 0) {
        RgbImage image = compose(layout, frames(file, layout, maxPixels, colours(items)));
        return new Still(image, Optional.empty());
      }
      TileLayout alphaLayout = file.layout(items.alphaItem());
      requireWithin(alphaLayout, maxPixels);
      List<TileLayout.Tile> tiles = new ArrayList<>(layout.tiles());
      tiles.addAll(alphaLayout.tiles());
      Set<Integer> transparencies = new HashSet<>();
      alphaLayout.tiles().forEach(tile -> transparencies.add(tile.stream()));
      Map<Integer, RgbImage> frames =
          frames(
              file,
              new TileLayout(0, 0, tiles),
              maxPixels,
              (converter, stream, frame) ->
                  transparencies.contains(stream)
                      ? tripled(frame.width(), frame.height(), converter.grey(frame))
                      : colours(items).convert(converter, stream, frame));
      return on(compose(layout, frames), compose(alphaLayout, frames), items.multiplied());
    }
  }

  /** Makes an image of a decoded frame. */
  private interface Conversion {
    RgbImage convert(FrameConverter converter, int stream, AVFrame frame) throws MediaReadException;
  }

  private static Conversion colours(StillItems items) {
    Optional<ColourProfile> stated =
        items.colours().equals(ColourProfile.SRGB)
            ? Optional.empty()
            : Optional.of(items.colours());
    return (converter, stream, frame) -> converter.colours(frame, stated);
  }

  private static RgbImage tripled(int width, int height, byte[] grey) {
    byte[] rgb = new byte[grey.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = grey[i / 3];
    }
    return new RgbImage(width, height, rgb);
  }

  private static Still on(RgbImage image, RgbImage transparency, boolean multiplied)
      throws MediaReadException {
    if (transparency.width() != image.width() || transparency.height() != image.height()) {
      throw new MediaReadException(
          "its transparency has %sx%s pixels, its colours have %sx%s"
              .formatted(
                  transparency.width(), transparency.height(), image.width(), image.height()));
    }
    byte[] alpha = new byte[image.width() * image.height()];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = transparency.rgb()[3 * i];
    }
    if (multiplied) {
      Transparency.divide(image.rgb(), alpha);
    }
    return new Still(image, Optional.of(alpha));
  }

  private static void requireWithin(TileLayout layout, long maxPixels) throws MediaReadException {
    String size = layout.width() + "x" + layout.height();
    if (layout.width() < 0 || layout.height() < 0) {
      throw new MediaReadException("its grid has " + size + " pixels");
    }
    if ((long) layout.width() * layout.height() > maxPixels) {
      throw new MediaReadException(size + " pixels are more than " + maxPixels);
    }
  }

  private static Map<Integer, RgbImage> frames(
      StillFile file, TileLayout layout, long maxPixels, Conversion conversion)
      throws MediaReadException {
    Map<Integer, RgbImage> frames = new HashMap<>();
    file.forEachPacket(
        (stream, packet) -> {
          boolean wanted =
              layout.tiles().stream().anyMatch(tile -> tile.stream() == stream.index());
          if (wanted && !frames.containsKey(stream.index())) {
            frames.put(stream.index(), decode(stream, packet, maxPixels, conversion));
          }
        });
    return frames;
  }

  private static RgbImage decode(
      AVStream stream, AVPacket packet, long maxPixels, Conversion conversion)
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
      return conversion.convert(converter, stream.index(), frame);
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
