package org.showtell.app.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.showtell.encoder.image.ImageReader;

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
          "jpg",
          "jpeg",
          "jpe",
          "jfif",
          "mpo",
          "png",
          "apng",
          "gif",
          "bmp",
          "dib",
          "tif",
          "tiff",
          "webp",
          "heic",
          "heif",
          "heics",
          "heifs",
          "hif",
          "avif",
          "avifs",
          // Camera raw files, for their previews.
          "cr2",
          "cr3",
          "nef",
          "nrw",
          "arw",
          "srf",
          "sr2",
          "dng",
          "raf",
          "orf",
          "rw2",
          "rwl",
          "pef",
          "srw");

  private static final Set<String> VIDEO_EXTENSIONS =
      Set.of(
          "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "wmv", "mts", "m2ts", "3gp",
          "flv", "ogv");

  /** Photos in formats that are not read, and what to do with them. */
  private static final Map<String, String> UNREAD =
      Map.ofEntries(
          Map.entry("jxl", "JPEG XL; djxl photo.jxl photo.png converts it"),
          Map.entry("jp2", "JPEG 2000; convert it to a JPEG or a PNG"),
          Map.entry("j2k", "JPEG 2000; convert it to a JPEG or a PNG"),
          Map.entry("jpx", "JPEG 2000; convert it to a JPEG or a PNG"),
          Map.entry("jxr", "JPEG XR; convert it to a JPEG or a PNG"),
          Map.entry("psd", "Photoshop; export a JPEG or a PNG"),
          Map.entry("xcf", "GIMP; export a JPEG or a PNG"),
          Map.entry("exr", "OpenEXR; convert it to a JPEG or a PNG"),
          Map.entry("tga", "Targa; convert it to a JPEG or a PNG"),
          Map.entry("ppm", "PNM; convert it to a JPEG or a PNG"),
          Map.entry("pgm", "PNM; convert it to a JPEG or a PNG"),
          Map.entry("svg", "a drawing; export a PNG"),
          Map.entry("x3f", "a camera's raw file without a usual preview; export a JPEG"));

  private static final int HEAD = 64;

  private PhotoFiles() {}

  /** Whether a name promises a photo, a video or an archive: what nobody wants written over. */
  public static boolean hasMediaExtension(String name) {
    String extension = extension(name);
    return EXTENSIONS.contains(extension)
        || VIDEO_EXTENSIONS.contains(extension)
        || UNREAD.containsKey(extension)
        || extension.equals("zip");
  }

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

  /** Whether the extension promises a video. */
  public static boolean hasVideoExtension(String name) {
    return VIDEO_EXTENSIONS.contains(extension(name));
  }

  /** Whether it is a photo of a format that is not read. */
  static boolean isUnread(String name) {
    return UNREAD.containsKey(extension(name));
  }

  /** Why a file of a folder is no photo, from its name. */
  static String whyNot(String name) {
    String extension = extension(name);
    if (extension.isEmpty()) {
      return "no extension, and its content is no photo";
    }
    if (UNREAD.containsKey(extension)) {
      return "not read: " + UNREAD.get(extension);
    }
    return hasVideoExtension(name)
        ? "a video: showtell video captions it"
        : "." + extension + " is not a kind of photo";
  }

  /** The kind of a file that is no photo, in a count of them. */
  static String kind(String name) {
    String extension = extension(name);
    if (isHidden(name)) {
      return "hidden";
    }
    if (extension.isEmpty()) {
      return "without an extension";
    }
    if (UNREAD.containsKey(extension)) {
      return "." + extension + " (" + UNREAD.get(extension) + ")";
    }
    return VIDEO_EXTENSIONS.contains(extension)
        ? "." + extension + " (showtell video captions it)"
        : "." + extension;
  }

  /** Whether the content begins like one of the image formats. */
  static boolean startsLikePhoto(PhotoInput.Content content) throws IOException {
    byte[] head;
    try (InputStream in = content.open()) {
      head = in.readNBytes(HEAD);
    }
    return ImageReader.recognises(head);
  }
}
