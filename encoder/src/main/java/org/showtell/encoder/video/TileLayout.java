package org.showtell.encoder.video;

import java.util.List;

/**
 * How a picture is put together from coded frames.
 *
 * @param width of the whole; 0 for that of its only frame
 * @param height of the whole; 0 for that of its only frame
 * @param tiles the frames
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
