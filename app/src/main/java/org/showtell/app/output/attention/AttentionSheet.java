package org.showtell.app.output.attention;

import java.awt.Rectangle;

/**
 * Where everything is on a picture of a caption: equal cells in rows, each with a photo and below
 * it a band for a word. All in pixels.
 *
 * @param photoWidth width of the photo in each cell
 * @param photoHeight its height
 * @param cellWidth at least the photo's; the photo is in the middle of it
 * @param bandHeight height of the band
 * @param columns cells in a row
 * @param rows of cells
 */
record AttentionSheet(
    int photoWidth, int photoHeight, int cellWidth, int bandHeight, int columns, int rows) {
  /** Between cells, and around all. */
  static final int GAP = 12;

  /** The longer side of a photo, where there are not very many. */
  static final int LONGER_SIDE = 280;

  /** A photo is never smaller: one could not see anything on it. */
  private static final int SHORTEST_LONGER_SIDE = 64;

  /** What all photos together may have, so that an endless caption does not fill the memory. */
  private static final double MOST_PIXELS = 16e6;

  /** The widest row: what a screen shows. */
  private static final int WIDEST = 1600;

  /**
   * Lays out cells.
   *
   * @param photoWidth width of the photo, in any unit
   * @param photoHeight its height in the same unit
   * @param wordWidth what the widest word needs
   * @param bandHeight what the longest text needs in a cell as narrow as the longer side of a photo
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

  /** Width of all. */
  int width() {
    return GAP + columns * (cellWidth + GAP);
  }

  /** Height of all. */
  int height() {
    return GAP + rows * (photoHeight + bandHeight + GAP);
  }

  /** The photo in a cell; cells are counted along the rows from 0. */
  Rectangle photo(int cell) {
    Rectangle band = band(cell);
    return new Rectangle(
        band.x + (cellWidth - photoWidth) / 2, band.y - photoHeight, photoWidth, photoHeight);
  }

  /** The band in a cell. */
  Rectangle band(int cell) {
    return new Rectangle(
        GAP + cell % columns * (cellWidth + GAP),
        GAP + cell / columns * (photoHeight + bandHeight + GAP) + photoHeight,
        cellWidth,
        bandHeight);
  }
}
