package org.showtell.app.output.embed;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Small photos, and the metadata that other programs write. */
public final class PhotoBytes {
  private PhotoBytes() {}

  public static byte[] jpeg() {
    return image("jpeg");
  }

  static byte[] png() {
    return image("png");
  }

  /** One pixel in the lossy format. */
  static byte[] webp() {
    return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
  }

  /** One pixel in the lossless format. */
  static byte[] losslessWebp() {
    return Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
  }

  private static byte[] image(String format) {
    BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(3, 3, 12, 9);
    graphics.dispose();
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JPEG with further segments in front, each its whole bytes. */
  static byte[] jpegWith(byte[]... segments) {
    byte[] plain = jpeg();
    return joined(
        new byte[] {(byte) 0xff, (byte) 0xd8},
        joined(segments),
        Arrays.copyOfRange(plain, 2, plain.length));
  }

  static byte[] segment(int marker, String name, byte[] content) {
    byte[] named = joined(name.getBytes(StandardCharsets.ISO_8859_1), content);
    return joined(
        new byte[] {
          (byte) 0xff, (byte) marker, (byte) (named.length + 2 >> 8), (byte) (named.length + 2)
        },
        named);
  }

  static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(pieces).forEach(all::writeBytes);
    return all.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * A camera's EXIF: a description, a maker note far behind, and a second directory with a
   * thumbnail.
   *
   * @param description null for none
   */
  static byte[] exif(ByteOrder order, String description) {
    int tags = description == null ? 2 : 3;
    int second = 8 + 2 + 12 * tags + 4;
    int data = second + 2 + 12 * 2 + 4;
    byte[] text = description == null ? new byte[0] : bytes(description + "\0");
    ByteBuffer tiff = ByteBuffer.allocate(data + 64 + text.length).order(order);
    tiff.put(bytes(order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM")).putShort((short) 42).putInt(8);
    tiff.putShort((short) tags);
    if (description != null) {
      entry(tiff, 0x10e, 2, text.length, data + 64);
    }
    tiff.putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) 1)
        .putShort((short) 0);
    entry(tiff, 0x927c, 7, 32, data); // as some cameras have it: in the first directory
    tiff.putInt(second);
    tiff.putShort((short) 2);
    entry(tiff, 0x201, 4, 1, data + 32);
    entry(tiff, 0x202, 4, 1, 32);
    tiff.putInt(0);
    return tiff.put(bytes("MAKER NOTE: 0123456789abcdefghi."))
        .put(bytes("THUMBNAIL of thirty-two bytes..."))
        .put(text)
        .array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  /** A dataset of IPTC-IIM. */
  static byte[] dataset(int record, int number, byte[] value) {
    return joined(
        new byte[] {
          0x1c, (byte) record, (byte) number, (byte) (value.length >> 8), (byte) value.length
        },
        value);
  }

  /** An image resource of Photoshop. */
  static byte[] resource(int id, byte[] data) {
    return joined(
        bytes("8BIM"),
        new byte[] {(byte) (id >> 8), (byte) id, 0, 0, 0, 0},
        new byte[] {(byte) (data.length >> 8), (byte) data.length},
        data,
        new byte[data.length & 1]);
  }

  static byte[] xmp(String properties) {
    return ("<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/' xmp:Rating='5'>"
            + properties
            + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>")
        .getBytes(StandardCharsets.UTF_8);
  }
}
