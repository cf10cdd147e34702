package org.showtell.encoder.colour;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * One ICC profile's conversion to sRGB, by the JDK's colour library. An operation of that library
 * serves one thread at a time, so each thread takes one and puts it back. Safe for use by several
 * threads.
 */
final class IccConversion {
  /** Profiles of sRGB differ by roundings from one maker to the next. */
  private static final int SAME = 2;

  private static final int STEP = 15;

  private final ICC_Profile profile;
  private final Queue<ColorConvertOp> idle = new ConcurrentLinkedQueue<>();
  private final byte[] ofGrey;
  private final boolean changesNothing;

  IccConversion(ICC_Profile profile) throws UnusableProfileException {
    this.profile = profile;
    try {
      ofGrey = channels() == 1 ? greyTable() : null;
      changesNothing = channels() == 3 && isSrgb();
      if (channels() == 4) {
        convert(new byte[4], 4);
      }
    } catch (CMMException | IllegalArgumentException e) {
      throw new UnusableProfileException("the colour library refuses it", e);
    }
  }

  ColourConversion ofLight(boolean grey) throws UnusableProfileException {
    if (channels() == 1) {
      if (!grey) {
        throw mismatch("an image of three");
      }
      return this::applyGrey;
    }
    if (channels() != 3) {
      throw mismatch(grey ? "an image of one" : "an image of three");
    }
    return changesNothing ? ColourConversion.NONE : this::applyRgb;
  }

  InkConversion ofInks() throws UnusableProfileException {
    if (channels() != 4) {
      throw mismatch("an image of four");
    }
    return inks -> convert(inks, 4);
  }

  private UnusableProfileException mismatch(String image) {
    return new UnusableProfileException("it is of " + channels() + " colours, for " + image);
  }

  private int channels() {
    return switch (profile.getColorSpaceType()) {
      case ColorSpace.TYPE_GRAY -> 1;
      case ColorSpace.TYPE_RGB -> 3;
      case ColorSpace.TYPE_CMYK -> 4;
      default -> 0;
    };
  }

  private void applyGrey(byte[] rgb) {
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = ofGrey[rgb[i] & 0xff];
    }
  }

  private void applyRgb(byte[] rgb) {
    System.arraycopy(convert(rgb, 3), 0, rgb, 0, rgb.length);
  }

  private byte[] greyTable() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    byte[] rgb = convert(all, 1);
    byte[] table = new byte[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = rgb[3 * i + 1];
    }
    return table;
  }

  private boolean isSrgb() {
    int levels = 255 / STEP + 1;
    byte[] colours = new byte[levels * levels * levels * 3];
    for (int i = 0; i < colours.length / 3; i++) {
      colours[3 * i] = (byte) (i / levels / levels * STEP);
      colours[3 * i + 1] = (byte) (i / levels % levels * STEP);
      colours[3 * i + 2] = (byte) (i % levels * STEP);
    }
    byte[] converted = convert(colours, 3);
    for (int i = 0; i < colours.length; i++) {
      if (Math.abs((colours[i] & 0xff) - (converted[i] & 0xff)) > SAME) {
        return false;
      }
    }
    return true;
  }

  /**
   * Converts pixels.
   *
   * @param pixels [N,channels]
   * @return [N,3]
   */
  private byte[] convert(byte[] pixels, int channels) {
    byte[] rgb = new byte[pixels.length / channels * 3];
    ColorConvertOp op = idle.poll();
    if (op == null) {
      ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
      op = new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null);
    }
    op.filter(raster(pixels, channels), raster(rgb, 3));
    idle.add(op);
    return rgb;
  }

  private static WritableRaster raster(byte[] pixels, int channels) {
    int count = pixels.length / channels;
    int[] offsets = IntStream.range(0, channels).toArray();
    DataBufferByte data = new DataBufferByte(pixels, pixels.length);
    return Raster.createInterleavedRaster(data, count, 1, pixels.length, channels, offsets, null);
  }
}
