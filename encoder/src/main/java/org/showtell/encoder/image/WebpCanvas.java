package org.showtell.encoder.image;

import java.util.Arrays;
import org.showtell.encoder.colour.ColourConversion;

/**
 * The canvas that a WebP animation's frames are painted on (RFC 9649, section 2.7.1). It is white
 * where nothing was painted; the animation's own background colour is a hint that viewers ignore.
 *
 * <p>Each frame is decoded as a file of its own: OpenCV 4.11's reader of animations writes beyond
 * its buffers when a damaged file's frame and canvas differ in size. One thread.
 */
final class WebpCanvas {
  /**
   * A frame (RFC 9649, section 2.7.1.1).
   *
   * @param at where its coded image begins in the file
   * @param length of the coded image, in bytes
   * @param left column of its first pixel on the canvas
   * @param top row of its first pixel on the canvas
   * @param millis how long it is shown
   * @param blends whether the canvas shows through where it is transparent
   * @param clears whether its place is empty again when the next one comes
   */
  record Frame(
      int at,
      int length,
      int left,
      int top,
      int width,
      int height,
      int millis,
      boolean blends,
      boolean clears) {}

  private final byte[] content;
  private final ImageHeader header;
  private final ColourConversion colours;
  private final byte[] canvas;
  private Frame last;

  WebpCanvas(byte[] content, ImageHeader header, ColourConversion colours) {
    this.content = content;
    this.header = header;
    this.colours = colours;
    this.canvas = new byte[header.width() * header.height() * 3];
    Arrays.fill(canvas, (byte) 255);
  }

  /** Paints the frame that follows the one before. */
  void show(Frame frame) throws MediaReadException {
    if (last != null && last.clears()) {
      for (int y = 0; y < last.height(); y++) {
        int from = at(last, y);
        Arrays.fill(canvas, from, from + last.width() * 3, (byte) 255);
      }
    }
    last = frame;
    ImageHeader size =
        new ImageHeader(ImageFormat.WEBP, frame.width(), frame.height(), 4, Orientation.UPRIGHT);
    ImageDecoder.paint(
        WebpHeader.still(content, frame),
        size,
        colours,
        (y, rgb, alpha) -> {
          int from = at(frame, y);
          if (frame.blends()) {
            Transparency.paintOn(canvas, from, rgb, alpha);
          } else {
            Transparency.paintOnWhite(rgb, alpha);
            System.arraycopy(rgb, 0, canvas, from, rgb.length);
          }
        });
  }

  /** The canvas as it is now; not copied. */
  RgbImage image() {
    return new RgbImage(header.width(), header.height(), canvas);
  }

  private int at(Frame frame, int row) {
    return ((frame.top() + row) * header.width() + frame.left()) * 3;
  }
}
