package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avformat.AVStreamGroupTileGrid;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.showtell.encoder.file.ByteSource;
import org.showtell.encoder.image.MediaReadException;

/** An opened HEIF file: its primary image as one coded frame or as a grid of them. One thread. */
final class StillFile implements AutoCloseable {
  interface PacketVisitor {
    void visit(AVStream stream, AVPacket packet) throws MediaReadException;
  }

  private final MediaInput input;
  private final AVFormatContext format;

  StillFile(byte[] content) throws MediaReadException {
    input = new MediaInput(ByteSource.of(content));
    format = avformat_alloc_context();
    format.pb(input.context());
    int status =
        avformat_open_input(
            format, (String) null, av_find_input_format("mov"), (AVDictionary) null);
    if (status < 0) {
      // FFmpeg has freed the context by itself.
      input.close();
      throw new MediaReadException(Codecs.error(status));
    }
  }

  /** The primary image's frames: one tile at the origin for an image of one frame. */
  TileLayout layout() throws MediaReadException {
    for (AVStreamGroup group : grids()) {
      if ((group.disposition() & AV_DISPOSITION_DEFAULT) != 0) {
        return grid(group);
      }
    }
    return single(primary());
  }

  /** The frames of another item. */
  TileLayout layout(long item) throws MediaReadException {
    for (AVStreamGroup group : grids()) {
      if (group.id() == item) {
        return grid(group);
      }
    }
    for (int s = 0; s < format.nb_streams(); s++) {
      if (format.streams(s).id() == item) {
        return single(format.streams(s));
      }
    }
    throw new MediaReadException("FFmpeg does not find its item " + item);
  }

  private static TileLayout single(AVStream stream) {
    return new TileLayout(0, 0, List.of(new TileLayout.Tile(stream.index(), 0, 0)));
  }

  private List<AVStreamGroup> grids() {
    List<AVStreamGroup> grids = new ArrayList<>();
    for (int g = 0; g < format.nb_stream_groups(); g++) {
      if (format.stream_groups(g).type() == AV_STREAM_GROUP_PARAMS_TILE_GRID) {
        grids.add(format.stream_groups(g));
      }
    }
    return grids;
  }

  void forEachPacket(PacketVisitor visitor) throws MediaReadException {
    AVPacket packet = av_packet_alloc();
    try {
      while (av_read_frame(format, packet) >= 0) {
        try {
          visitor.visit(format.streams(packet.stream_index()), packet);
        } finally {
          av_packet_unref(packet);
        }
      }
    } finally {
      av_packet_free(packet);
    }
  }

  @Override
  public void close() {
    avformat_close_input(format);
    input.close();
  }

  private AVStream primary() throws MediaReadException {
    AVStream first = null;
    for (int s = 0; s < format.nb_streams(); s++) {
      AVStream stream = format.streams(s);
      if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
        if ((stream.disposition() & AV_DISPOSITION_DEFAULT) != 0) {
          return stream;
        }
        first = first == null ? stream : first;
      }
    }
    if (first == null) {
      throw new MediaReadException("it holds no image that FFmpeg knows");
    }
    return first;
  }

  private static TileLayout grid(AVStreamGroup group) throws MediaReadException {
    AVStreamGroupTileGrid grid = group.params_tile_grid();
    List<TileLayout.Tile> tiles = new ArrayList<>();
    for (int t = 0; t < grid.nb_tiles(); t++) {
      // FFmpeg counts a tile that is named twice once, and its own numbers lead behind its list.
      long number = Integer.toUnsignedLong(grid.offsets_idx(t));
      if (number >= Integer.toUnsignedLong(group.nb_streams())) {
        throw new MediaReadException("its grid names a tile that is not there");
      }
      int stream = group.streams((int) number).index();
      tiles.add(
          new TileLayout.Tile(
              stream,
              grid.offsets_horizontal(t) - grid.horizontal_offset(),
              grid.offsets_vertical(t) - grid.vertical_offset()));
    }
    return new TileLayout(grid.width(), grid.height(), tiles);
  }

  /**
   * A frame's place.
   *
   * @param stream which of the file's streams codes it
   */
  record TileLayout(int width, int height, List<Tile> tiles) {
    /**
     * A frame's place.
     *
     * @param stream which of the file's streams codes it
     * @param left column of its first pixel in the whole
     * @param top row of its first pixel in the whole
     */
    record Tile(int stream, int left, int top) {}
  }
}
