package org.showtell.encoder.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.showtell.encoder.colour.ColourProfile;
import org.showtell.encoder.colour.Primaries;

/**
 * What the chunks of a PNG say about its colours. Of several the first in this order counts: cICP,
 * iCCP, sRGB, gAMA with cHRM (PNG, third edition, section 4.3).
 */
final class PngColours {
  private static final int CODES = PngHeader.type("cICP");
  private static final int PROFILE = PngHeader.type("iCCP");
  private static final int SRGB = PngHeader.type("sRGB");
  private static final int GAMMA = PngHeader.type("gAMA");
  private static final int PRIMARIES = PngHeader.type("cHRM");
  private static final double UNIT = 100_000;
  private static final double SRGB_GAMMA = 2.2;

  /** Compressed, a profile may pretend to any size. */
  private static final int MAX_PROFILE_BYTES = 1 << 24;

  private ColourProfile codes;
  private ColourProfile icc;
  private boolean srgb;
  private double gamma;
  private Primaries primaries;
  private boolean adobeRgb;

  /** What EXIF says counts where no chunk says more. */
  void addExif(boolean isAdobeRgb) {
    adobeRgb = isAdobeRgb;
  }

  void add(int type, ByteBuffer body) {
    if (type == CODES && body.limit() >= 4) {
      codes = new ColourProfile.Coded(body.get(0), body.get(1));
    } else if (type == PROFILE) {
      icc = new ColourProfile.Icc(inflated(body));
    } else if (type == SRGB) {
      srgb = true;
    } else if (type == GAMMA && body.limit() >= 4) {
      gamma = UNIT / Integer.toUnsignedLong(body.getInt(0));
    } else if (type == PRIMARIES && body.limit() >= 32) {
      primaries = primaries(body);
    }
  }

  ColourProfile profile() {
    if (codes != null) {
      return codes;
    }
    if (icc != null) {
      return icc;
    }
    if (srgb || (gamma == 0 && primaries == null)) {
      return adobeRgb && !srgb ? ColourProfile.ADOBE_RGB : ColourProfile.SRGB;
    }
    try {
      return new ColourProfile.Measured(
          primaries == null ? Primaries.BT709 : primaries, gamma == 0 ? SRGB_GAMMA : gamma);
    } catch (IllegalArgumentException e) {
      return ColourProfile.SRGB;
    }
  }

  /** White, red, green, blue; null where they make no sense. */
  private static Primaries primaries(ByteBuffer body) {
    double[] xy = new double[8];
    for (int i = 0; i < xy.length; i++) {
      xy[(i + 6) % 8] = Integer.toUnsignedLong(body.getInt(4 * i)) / UNIT;
    }
    try {
      return new Primaries(xy);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** After its name, a zero and the number of the compression. */
  private static byte[] inflated(ByteBuffer body) {
    int start = 0;
    while (start < body.limit() && body.get(start) != 0) {
      start++;
    }
    start = Math.min(start + 2, body.limit());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(body.slice(start, body.limit() - start));
      byte[] part = new byte[1 << 13];
      for (int n = inflater.inflate(part);
          n > 0 && out.size() < MAX_PROFILE_BYTES;
          n = inflater.inflate(part)) {
        out.write(part, 0, n);
      }
    } catch (DataFormatException e) {
      return new byte[0]; // no profile, which is said when it is to be used
    } finally {
      inflater.end();
    }
    return out.toByteArray();
  }
}
