package org.showtell.app.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Which files of a folder are photos: by their extension, and where there is none, by their first
 * bytes. A file that the user names is taken at the user's word.
 */
public final class PhotoFiles {
  /**
   * Extensions that promise a photo. HEIC and AVIF are among them although not every build decodes
   * them: the user should hear that such a photo failed, not miss it.
   */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "dib", "tif", "tiff", "webp", "heic",
          "heif", "avif");

  private static final Set<String> VIDEO_EXTENSIONS =
      Set.of("mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "mts", "3gp");

  private static final int HEAD = 12;

  private PhotoFiles() {}

  /** The part after the last dot, in lower case; empty where there is none. */
  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Whether the name promises an image. */
  public static boolean hasPhotoExtension(String name) {
    return EXTENSIONS.contains(extension(name));
  }

  static boolean isHidden(String name) {
    return name.startsWith(".");
  }

  /** Why a file of a folder is no photo, from its name. */
  static String whyNot(String name) {
    String extension = extension(name);
    if (extension.isEmpty()) {
      return "no extension, and its content is no photo";
    }
    return VIDEO_EXTENSIONS.contains(extension)
        ? "a video: showtell video captions it"
        : "." + extension + " is not a kind of photo";
  }

  /** Whether the content begins like one of the image formats. */
  static boolean startsLikePhoto(PhotoInput.Content content) throws IOException {
    byte[] head;
    try (InputStream in = content.open()) {
      head = in.readNBytes(HEAD);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return text.startsWith("\u00ff\u00d8\u00ff") // JPEG
        || text.startsWith("\u0089PNG")
        || text.startsWith("GIF8")
        || (text.startsWith("BM") && head.length == HEAD && allZero(head, 6, 10)) // BMP: reserved
        || text.startsWith("II*\0")
        || text.startsWith("MM\0*")
        || (text.startsWith("RIFF") && text.startsWith("WEBP", 8))
        || (text.startsWith("ftyp", 4) && isImageBrand(text.substring(8)));
  }

  // ISO base media files: the brand tells a photo from a video.
  private static boolean isImageBrand(String brand) {
    return Set.of("heic", "heix", "mif1", "avif").contains(brand);
  }

  private static boolean allZero(byte[] bytes, int from, int to) {
    return Arrays.equals(bytes, from, to, new byte[to - from], 0, to - from);
  }
}
