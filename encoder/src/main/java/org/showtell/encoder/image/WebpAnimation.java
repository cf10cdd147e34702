package org.showtell.encoder.image;

import java.util.Arrays;
import java.util.List;
import org.showtell.encoder.colour.ColourConversion;
import org.showtell.encoder.colour.Transparency;
import org.showtell.encoder.colour.UnusableProfileException;

/**
 * The frames of an animated WebP, each as it is shown: on the canvas that the frames before have
 * painted (RFC 9649, section 2.7.1), in sRGB. The canvas is white where nothing was painted; the
 * animation's own background colour is a hint that viewers ignore.
 *
 * <p>Each frame is decoded as a file of its own: OpenCV 4.11's reader of animations writes beyond
 * its buffers when a damaged file's frame and canvas differ in size. One thread.
 */
public final class WebpAnimation {
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

  private static final byte WHITE = (byte) 255;

  private final byte[] content;
  private final ImageHeader header;
  private final ColourConversion colours;
  private final List<Frame> frames;
  private byte[] canvas;
  private int painted;

  WebpAnimation(byte[] content, ImageHeader header, ColourConversion colours)
      throws MediaReadException {
    this.content = content;
    this.header = header;
    this.colours = colours;
    this.frames = WebpHeader.frames(content);
  }

  /**
   * @param maxPixels of one frame
   * @throws MediaReadException if it is damaged or too large
   */
  public static WebpAnimation open(byte[] content, long maxPixels) throws MediaReadException {
    ImageHeader header = ImageHeader.read(ImageFormat.WEBP, content);
    if (header.pixels() > maxPixels) {
      throw new MediaReadException(
          "%sx%s pixels are more than %s".formatted(header.width(), header.height(), maxPixels));
    }
    ColourConversion colours;
    try {
      colours = header.colours().conversion(false);
    } catch (UnusableProfileException e) {
      colours = ColourConversion.NONE;
    }
    return new WebpAnimation(content, header, colours);
  }

  /** Whether a file that begins like this is one: 21 bytes tell. */
  public static boolean recognises(byte[] head) {
    return head.length > WebpHeader.FLAGS
        && ImageFormat.of(head) == ImageFormat.WEBP
        && WebpHeader.isAnimated(head);
  }

  public int width() {
    return header.width();
  }

  public int height() {
    return header.height();
  }

  /** How long each frame is shown, in milliseconds, as the file says; none of a still image. */
  public int[] millis() {
    return frames.stream().mapToInt(Frame::millis).toArray();
  }

  /**
   * The canvas while a frame is shown. Frames in order are cheap; going back paints from the first
   * one on.
   *
   * @return valid until the next call
   */
  public RgbImage frame(int index) throws MediaReadException {
    if (canvas == null || index < painted - 1) {
      canvas = new byte[header.width() * header.height() * 3];
      Arrays.fill(canvas, WHITE);
      painted = 0;
    }
    while (painted <= index) {
      if (painted > 0 && frames.get(painted - 1).clears()) {
        clear(frames.get(painted - 1));
      }
      paint(frames.get(painted));
      painted++;
    }
    return new RgbImage(header.width(), header.height(), canvas);
  }

  private void clear(Frame frame) {
    for (int y = 0; y < frame.height(); y++) {
      int from = at(frame, y);
      Arrays.fill(canvas, from, from + frame.width() * 3, WHITE);
    }
  }

  private void paint(Frame frame) throws MediaReadException {
    ImageHeader still =
        new ImageHeader(ImageFormat.WEBP, frame.width(), frame.height(), 4, Orientation.UPRIGHT);
    ImageDecoder.paint(
        WebpHeader.still(content, frame),
        still,
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

  private int at(Frame frame, int row) {
    return ((frame.top() + row) * header.width() + frame.left()) * 3;
  }
}
