package org.showtell.app.output.attention;

import java.awt.Rectangle;

/**
 * The layout of an attention image: equal cells in rows, each with an image and below it a band for
 * a word. All in pixels.
 *
 * @param photoWidth width of the image in each cell
 * @param cellWidth at least the image's; the image is in the middle of it
 * @param columns cells in a row
 */
record AttentionSheet(
    int photoWidth, int photoHeight, int cellWidth, int bandHeight, int columns, int rows) {
  static final int GAP = 12;

  /** The longer side of an image, where there are not very many. */
  static final int LONGER_SIDE = 280;

  /** An image is never smaller: one could not see anything on it. */
  private static final int SHORTEST_LONGER_SIDE = 64;

  /** What all images together may have, so that an endless caption does not fill the memory. */
  private static final double MOST_PIXELS = 16e6;

  /** The widest row: what a screen shows. */
  private static final int WIDEST = 1600;

  /**
   * @param photoWidth width of the image, in the same unit as its height
   * @param wordWidth what the widest word needs
   * @param cells at least 1
   */
  static AttentionSheet of(
      int photoWidth, int photoHeight, int wordWidth, int bandHeight, int cells) {
    double side =
        Math.max(SHORTEST_LONGER_SIDE, Math.min(LONGER_SIDE, Math.sqrt(MOST_PIXELS / cells)));
    double scale = side / Math.max(photoWidth, photoHeight);
    int width = (int) Math.max(1, Math.round(photoWidth * scale));
    int height = (int) Math.max(1, Math.round(photoHeight * scale));
    int cellWidth = Math.max(width, Math.min(wordWidth, LONGER_SIDE));
    int most = Math.max(1, (WIDEST - GAP) / (cellWidth + GAP));
    int rows = (cells + most - 1) / most;
    // Rows of the same length look better than full ones and a rest.
    int columns = (cells + rows - 1) / rows;
    return new AttentionSheet(width, height, cellWidth, bandHeight, columns, rows);
  }

  int width() {
    return GAP + columns * (cellWidth + GAP);
  }

  int height() {
    return GAP + rows * (photoHeight + bandHeight + GAP);
  }

  /** The image in a cell; cells are counted along the rows from 0. */
  Rectangle photo(int cell) {
    Rectangle band = band(cell);
    return new Rectangle(
        band.x + (cellWidth - photoWidth) / 2, band.y - photoHeight, photoWidth, photoHeight);
  }

  Rectangle band(int cell) {
    return new Rectangle(
        GAP + cell % columns * (cellWidth + GAP),
        GAP + cell / columns * (photoHeight + bandHeight + GAP) + photoHeight,
        cellWidth,
        bandHeight);
  }
}
