package org.showtell.encoder.preset;

/**
 * The part of an image, in its pixels, that becomes a network's pixels; the network never sees the
 * rest.
 */
public record VisibleArea(int x, int y, int width, int height) {
  public VisibleArea {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          String.format(
              "a visible area must start at 0,0 or later and have at least 1x1 pixels, but got %sx%s "
                  + "at %s,%s",
              width, height, x, y));
    }
  }

  public static VisibleArea whole(int width, int height) {
    return new VisibleArea(0, 0, width, height);
  }

  static VisibleArea middle(int width, int height, int ofWidth, int ofHeight) {
    return new VisibleArea((ofWidth - width) / 2, (ofHeight - height) / 2, width, height);
  }

  /** Whether it lies inside an image of this size. */
  public boolean fits(int imageWidth, int imageHeight) {
    return x + width <= imageWidth && y + height <= imageHeight;
  }

  /** The same part after the image has been resized from one size to another. */
  public VisibleArea resized(int fromWidth, int fromHeight, int toWidth, int toHeight) {
    int left = Math.min(toWidth - 1, scaled(x, fromWidth, toWidth));
    int top = Math.min(toHeight - 1, scaled(y, fromHeight, toHeight));
    return new VisibleArea(
        left,
        top,
        Math.max(1, scaled(x + width, fromWidth, toWidth) - left),
        Math.max(1, scaled(y + height, fromHeight, toHeight) - top));
  }

  private static int scaled(int position, int from, int to) {
    return (int) Math.round((double) position * to / from);
  }
}
