package org.showtell.encoder.colour;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes ICC profiles (ISO 15076-1), sound ones and others. */
public final class IccBytes {
  /** White of the profile connection space, D50. */
  private static final double[] D50 = {0.9642, 1, 0.8249};

  /** Columns of red, green and blue, adapted to D50. */
  public static final double[][] PROPHOTO = {
    {0.79767, 0.28804, 0}, {0.13519, 0.71188, 0}, {0.03134, 0.00009, 0.82491}
  };

  public static final double[][] ADOBE = {
    {0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}
  };

  public static final double[][] DISPLAY_P3 = {
    {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
  };

  private final Map<String, byte[]> tags = new LinkedHashMap<>();
  private final String space;
  private String connection = "XYZ ";

  private IccBytes(String space) {
    this.space = space;
    tags.put("desc", joined(text("desc"), ints(0, 5), text("test\0"), new byte[78]));
    tags.put("wtpt", xyz(D50));
  }

  /** Of red, green and blue by a matrix. */
  public static byte[] matrix(double gamma, double[][] columns) {
    IccBytes profile = new IccBytes("RGB ");
    for (int i = 0; i < 3; i++) {
      char colour = "rgb".charAt(i);
      profile.tags.put(colour + "XYZ", xyz(columns[i]));
      profile.tags.put(colour + "TRC", curve(gamma));
    }
    return profile.bytes();
  }

  public static byte[] grey(double gamma) {
    IccBytes profile = new IccBytes("GRAY");
    profile.tags.put("kTRC", curve(gamma));
    return profile.bytes();
  }

  /** Of four inks; every colour of the grid is Lab's lightness by black alone. */
  public static byte[] blackOnly() {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    for (int i = 0; i < 16; i++) {
      // Black is the last ink, which changes fastest; a and b are zero at 128.
      table.write(i % 2 == 0 ? 255 : 0);
      table.write(128);
      table.write(128);
    }
    return inks(2, table.toByteArray());
  }

  /** Of four inks. */
  static byte[] inks(int gridPoints, byte[] table) {
    IccBytes profile = new IccBytes("CMYK");
    profile.connection = "Lab ";
    byte[] straight = new byte[256];
    for (int i = 0; i < straight.length; i++) {
      straight[i] = (byte) i;
    }
    byte[] seven = joined(straight, straight, straight, straight);
    profile.tags.put(
        "A2B0",
        joined(
            text("mft1"),
            ints(0),
            new byte[] {4, 3, (byte) gridPoints, 0},
            ints(1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 16),
            seven,
            table,
            joined(straight, straight, straight)));
    return profile.bytes();
  }

  /** A sound profile with one more tag. */
  public static byte[] matrixWith(String tag, byte[] value) {
    IccBytes profile = new IccBytes("RGB ");
    for (int i = 0; i < 3; i++) {
      profile.tags.put("rgb".charAt(i) + "XYZ", xyz(PROPHOTO[i]));
      profile.tags.put("rgb".charAt(i) + "TRC", curve(1.8));
    }
    profile.tags.put(tag, value);
    return profile.bytes();
  }

  private byte[] bytes() {
    int offset = 132 + 12 * tags.size();
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
      table.writeBytes(text(tag.getKey()));
      table.writeBytes(ints(offset + body.size(), tag.getValue().length));
      body.writeBytes(tag.getValue());
      body.writeBytes(new byte[-tag.getValue().length & 3]);
    }
    int size = offset + body.size();
    byte[] kind = text((space.equals("CMYK") ? "prtr" : "mntr") + space + connection);
    return joined(
        ints(size),
        text("test"),
        ints(0x02400000),
        kind,
        new byte[12],
        text("acsp"),
        new byte[28],
        fixed(D50),
        new byte[48],
        ints(tags.size()),
        table.toByteArray(),
        body.toByteArray());
  }

  private static byte[] xyz(double[] values) {
    return joined(text("XYZ "), ints(0), fixed(values));
  }

  private static byte[] curve(double gamma) {
    return joined(text("curv"), ints(0, 1), new byte[] {(byte) gamma, (byte) (gamma * 256), 0, 0});
  }

  private static byte[] fixed(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    for (double value : values) {
      bytes.putInt((int) Math.round(value * 65536));
    }
    return bytes.array();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
