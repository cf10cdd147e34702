package org.showtell.encoder.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads images: JPEG, PNG, GIF (its first frame), BMP, TIFF, WebP, HEIC, AVIF, and the previews of
 * camera raw files, by their content and not by their names. The image is upright (EXIF's
 * orientation is applied, once), in RGB, and on white where it is transparent. Its colours are
 * sRGB: by its colour profile, or as they are.
 *
 * <p>Nothing is decoded before the header has shown that it is within bounds. Immutable and safe
 * for use by several threads.
 */
public final class ImageReader {
  /** What a decoder may take. */
  private static final int MAX_BYTES_PER_PIXEL = 4;

  private static final int QUOTED_BYTES = 8;

  private final ImageReaderConfig config;

  /** A reader of images at full size, up to 200 megapixels. */
  public ImageReader() {
    this(ImageReaderConfig.defaults());
  }

  public ImageReader(ImageReaderConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * Whether a file that begins like this is in one of the formats that are read.
   *
   * @param head the first {@value ImageFormat#HEAD_BYTES} bytes, or fewer if it has no more
   */
  public static boolean recognises(byte[] head) {
    return ImageFormat.of(head).isRead();
  }

  /**
   * @throws MediaReadException if it is no readable image; the message is the reason without the
   *     path
   */
  public RgbImage read(Path file) throws MediaReadException {
    try {
      if (Files.isDirectory(file)) {
        throw new MediaReadException("not an image (it is a folder)");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new MediaReadException("not an image (it is not a regular file)");
      }
      return read(content(file), String.valueOf(file.getFileName()));
    } catch (MediaReadException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new MediaReadException("no such file", e);
    } catch (AccessDeniedException e) {
      throw new MediaReadException("cannot be opened (permission denied)", e);
    } catch (IOException e) {
      throw new MediaReadException("cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Decodes an image that is in memory.
   *
   * @param name the file's name, for messages
   * @throws MediaReadException if it is no readable image
   */
  public RgbImage read(byte[] content, String name) throws MediaReadException {
    ImageFormat format = requireReadable(content, content.length, name);
    if (format == ImageFormat.RAW || format == ImageFormat.TIFF) {
      Optional<CameraRaw.Preview> preview = CameraRaw.preview(format, content);
      if (preview.isPresent()) {
        byte[] jpeg = preview.get().jpeg();
        ImageHeader header = ImageHeader.read(ImageFormat.JPEG, jpeg);
        boolean silent = header.orientation().equals(Orientation.UPRIGHT);
        return decode(
            jpeg, silent ? header.withOrientation(preview.get().orientation()) : header, name);
      }
      if (format == ImageFormat.RAW) {
        throw new MediaReadException(CameraRaw.WITHOUT_PREVIEW);
      }
    }
    return decode(content, ImageHeader.read(format, content), name);
  }

  private RgbImage decode(byte[] content, ImageHeader header, String name)
      throws MediaReadException {
    requireWithinBounds(header);
    int reduction = config.reduction(header.width(), header.height(), header.orientation());
    try {
      return new FormatDecoder(content, header, reduction, name).decode(config.maxPixels());
    } catch (OutOfMemoryError e) {
      throw new MediaReadException(
          size(header)
              + " pixels need more memory than there is; shrink the image or give the program more",
          e);
    } catch (RuntimeException e) {
      throw new MediaReadException(ImageHeader.damaged(header.format()), e);
    }
  }

  /**
   * Turns and shrinks a frame that another decoder has read, as {@link #read} does: a frame and a
   * photo of the same pixels become the same image.
   *
   * @param orientation how the frame must be turned to be upright
   */
  public RgbImage prepare(RgbImage frame, Orientation orientation) {
    int reduction = config.reduction(frame.width(), frame.height(), orientation);
    return ImageDecoder.finish(frame, orientation, reduction);
  }

  /** The file's bytes; of one that is no image or too large, only the beginning is read. */
  private byte[] content(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(ImageFormat.HEAD_BYTES);
      requireReadable(head, size, String.valueOf(file.getFileName()));
      if (size > config.maxFileBytes()) {
        throw new MediaReadException(
            "image file of %s bytes, and at most %s are read; shrink it first"
                .formatted(size, config.maxFileBytes()));
      }
      byte[] rest = in.readNBytes((int) config.maxFileBytes());
      byte[] content = new byte[head.length + rest.length];
      System.arraycopy(head, 0, content, 0, head.length);
      System.arraycopy(rest, 0, content, head.length, rest.length);
      return content;
    }
  }

  private static ImageFormat requireReadable(byte[] head, long size, String name)
      throws MediaReadException {
    if (head.length == 0) {
      throw new MediaReadException("not an image (the file is " + size + " bytes)");
    }
    ImageFormat format = ImageFormat.of(head);
    if (format == ImageFormat.UNKNOWN) {
      throw new MediaReadException("not an image (" + quote(head) + ")");
    }
    if (!format.isRead()) {
      throw new MediaReadException(
          format.label() + " file, which is not read as an image; " + format.remedy());
    }
    return format;
  }

  private void requireWithinBounds(ImageHeader header) throws MediaReadException {
    long bytes = header.pixels() * header.bytesPerPixel();
    if (header.pixels() > config.maxPixels() || bytes > config.maxPixels() * MAX_BYTES_PER_PIXEL) {
      throw new MediaReadException(
          String.format(
              Locale.ROOT,
              "%s image too large (%s pixels, %d MB decoded; the bound is %d megapixels or %d MB); shrink it first",
              header.format().label(),
              size(header),
              bytes / 1_000_000,
              config.maxPixels() / 1_000_000,
              config.maxPixels() * MAX_BYTES_PER_PIXEL / 1_000_000));
    }
  }

  private static String size(ImageHeader header) {
    return header.width() + "x" + header.height();
  }

  private static String quote(byte[] head) {
    int length = Math.min(QUOTED_BYTES, head.length);
    String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
    return text.matches("[ -~\\s]*")
        ? "it begins with the text '" + text.strip() + "'"
        : "it begins with the bytes " + HexFormat.ofDelimiter(" ").formatHex(head, 0, length);
  }
}
