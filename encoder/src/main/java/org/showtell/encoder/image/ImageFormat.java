package org.showtell.encoder.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Image formats by the first bytes of a file; its name says nothing. */
enum ImageFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  GIF("GIF"),
  BMP("BMP"),
  TIFF("TIFF"),
  WEBP("WebP"),
  HEIC("HEIC"),
  AVIF("AVIF"),
  RAW("camera raw"),
  /** Known by sight only, so that the message can name them. */
  JPEG_XL("JPEG XL"),
  JPEG_2000("JPEG 2000"),
  PHOTOSHOP("Photoshop"),
  ICON("icon"),
  PNM("PNM"),
  OPEN_EXR("OpenEXR"),
  VIDEO("video"),
  PDF("PDF"),
  SVG("SVG"),
  UNKNOWN("unknown");

  /** How many bytes {@link #of} reads. */
  static final int HEAD_BYTES = 64;

  private static final List<String> HEIC_BRANDS =
      List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

  private final String label;

  ImageFormat(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  boolean isRead() {
    return ordinal() <= RAW.ordinal();
  }

  /** What to do with a file of a format that is not read. */
  String remedy() {
    return switch (this) {
      case JPEG_XL -> "convert it with: djxl photo.jxl photo.png";
      case VIDEO -> "caption it as a video";
      default -> "convert it to a JPEG or a PNG";
    };
  }

  /** The format of a file that begins like this. */
  static ImageFormat of(byte[] content) {
    byte[] head = Arrays.copyOf(content, HEAD_BYTES);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\377\330\377")) {
      return JPEG;
    }
    if (text.startsWith("\211PNG\r\n\32\n")) {
      return PNG;
    }
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return GIF;
    }
    if (text.startsWith("RIFF")) {
      return text.startsWith("WEBP", 8) ? WEBP : text.startsWith("AVI ", 8) ? VIDEO : UNKNOWN;
    }
    if (text.startsWith("ftyp", 4)) {
      return isoFormat(text);
    }
    if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
      return text.startsWith("CR", 8) ? RAW : TIFF;
    }
    if (text.startsWith("II+\0") || text.startsWith("MM\0+")) {
      return TIFF;
    }
    if (text.startsWith("BM") && (head[14] == 12 || head[14] >= 40) && head[15] == 0) {
      return BMP;
    }
    return rare(text);
  }

  private static ImageFormat isoFormat(String text) {
    String brand = text.substring(8, 12);
    if (brand.equals("avif") || brand.equals("avis")) {
      return AVIF;
    }
    if (brand.equals("crx ")) {
      return RAW;
    }
    if (HEIC_BRANDS.contains(brand)) {
      // mif1 says "some HEIF"; the compatible brands say which.
      return text.indexOf("avif", 12) > 0 && text.indexOf("heic", 12) < 0 ? AVIF : HEIC;
    }
    return VIDEO;
  }

  private static ImageFormat rare(String text) {
    if (text.startsWith("\377\n") || text.startsWith("JXL ", 4)) {
      return JPEG_XL;
    }
    if (text.startsWith("jP  ", 4) || text.startsWith("\377O\377Q")) {
      return JPEG_2000;
    }
    if (text.startsWith("8BPS")) {
      return PHOTOSHOP;
    }
    if (text.startsWith("\0\0\1\0")) {
      return ICON;
    }
    if (text.matches("(?s)P[1-7][ \\t\\r\\n].*")) {
      return PNM;
    }
    if (text.startsWith("v/1\1")) {
      return OPEN_EXR;
    }
    if (text.startsWith("IIRO") || text.startsWith("IIRS") || text.startsWith("MMOR")) {
      return RAW; // Olympus
    }
    if (text.startsWith("IIU\0") || text.startsWith("FUJIFILM")) {
      return RAW;
    }
    if (text.startsWith("\32E\337\243")) {
      return VIDEO;
    }
    if (text.startsWith("%PDF")) {
      return PDF;
    }
    return text.contains("<svg") ? SVG : UNKNOWN;
  }
}
