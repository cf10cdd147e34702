package org.showtell.encoder.image;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.showtell.encoder.colour.ColourConversion;
import org.showtell.encoder.colour.InkConversion;
import org.showtell.encoder.colour.Transparency;
import org.showtell.encoder.colour.UnusableProfileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes a file whose header is known, each format in its way: upright, shrunk, in sRGB, on white.
 */
final class FormatDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(FormatDecoder.class);

  private final byte[] content;
  private final ImageHeader header;
  private final int reduction;
  private final String name;

  /**
   * @param name the file's, for messages
   */
  FormatDecoder(byte[] content, ImageHeader header, int reduction, String name) {
    this.content = content;
    this.header = header;
    this.reduction = reduction;
    this.name = name;
  }

  /**
   * @param maxPixels of what only the decoder sees, such as tiles
   */
  RgbImage decode(long maxPixels) throws MediaReadException {
    return switch (header.format()) {
      case GIF -> finish(GifImage.decode(content, header), colours());
      case HEIC, AVIF -> still(maxPixels);
      case JPEG -> jpeg();
      case WEBP -> webp();
      default -> {
        requireComplete();
        yield switch (header.format()) {
          case TIFF -> tiff(TiffHeader.leading(content));
          case PNG -> png();
          default -> plain(content);
        };
      }
    };
  }

  private void requireComplete() throws MediaReadException {
    if (!header.complete()) {
      throw new MediaReadException(ImageHeader.truncated(header.format(), content.length));
    }
  }

  private RgbImage plain(byte[] file) throws MediaReadException {
    return ImageDecoder.decode(file, header, reduction, colours());
  }

  private RgbImage png() throws MediaReadException {
    int clear = PngHeader.clearGrey(content);
    return ImageDecoder.decode(PngHeader.essential(content), header, reduction, colours(), clear);
  }

  private RgbImage jpeg() throws MediaReadException {
    byte[] whole = header.complete() ? content : UnusualJpeg.ended(content);
    if (!header.complete() && UnusualJpeg.breaksOff(whole)) {
      requireComplete();
    }
    if (header.channels() < 4) {
      return plain(whole);
    }
    Optional<InkConversion> profile = inkProfile();
    return profile.isEmpty() && JpegHeader.adobeTransform(whole) != JpegHeader.NO_ADOBE
        ? ImageDecoder.decode(whole, header, reduction, ColourConversion.NONE)
        : finish(UnusualJpeg.inks(whole), profile);
  }

  private RgbImage tiff(byte[] leading) throws MediaReadException {
    boolean unusual = TiffHeader.isUnusual(leading);
    if (header.channels() == 4) {
      return tiffInks(leading, unusual);
    }
    return unusual ? onWhite(UnusualTiff.decode(leading)) : plain(leading);
  }

  private RgbImage tiffInks(byte[] leading, boolean unusual) throws MediaReadException {
    Optional<InkConversion> profile = inkProfile();
    if (profile.isPresent() || unusual) {
      try {
        return finish(InkImage.ofTiff(leading), profile);
      } catch (IOException | RuntimeException e) {
        LOG.debug("{}: its inks cannot be read by themselves; their profile is not used", name, e);
      }
    }
    return ImageDecoder.decode(leading, header, reduction, ColourConversion.NONE);
  }

  private RgbImage webp() throws MediaReadException {
    requireComplete();
    WebpAnimation animation = new WebpAnimation(content, header, colours());
    return animation.millis().length == 0
        ? plain(content)
        : finish(animation.frame(0), ColourConversion.NONE);
  }

  private RgbImage still(long maxPixels) throws MediaReadException {
    try {
      return onWhite(StillDecoders.FIRST.decode(content, maxPixels, header.stillItems()));
    } catch (MediaReadException e) {
      requireComplete();
      String label = header.format().label();
      throw new MediaReadException(
          String.format(
              "%s image that this FFmpeg build cannot read (%s); convert it with: %s photo.%s "
                  + "photo.png",
              label,
              e.getMessage(),
              header.format() == ImageFormat.HEIC ? "heif-convert" : "avifdec",
              label.toLowerCase(Locale.ROOT)),
          e);
    }
  }

  private RgbImage onWhite(StillDecoder.Still still) {
    if (still.alpha().isEmpty()) {
      return finish(still.image(), colours());
    }
    byte[] rgb = still.image().rgb();
    colours().apply(rgb);
    Transparency.paintOnWhite(rgb, still.alpha().get());
    return finish(still.image(), ColourConversion.NONE);
  }

  /** Shrinks first: fewer pixels are to be converted. */
  private RgbImage finish(RgbImage image, ColourConversion colours) {
    RgbImage upright = ImageDecoder.finish(image, header.orientation(), reduction);
    colours.apply(upright.rgb());
    return upright;
  }

  private RgbImage finish(InkImage image, Optional<InkConversion> profile) {
    return ImageDecoder.finish(image.shrunk(reduction).toRgb(profile), header.orientation(), 1);
  }

  private ColourConversion colours() {
    try {
      return header.colours().conversion(header.channels() == 1);
    } catch (UnusableProfileException e) {
      ignore(e);
      return ColourConversion.NONE;
    }
  }

  private Optional<InkConversion> inkProfile() {
    try {
      return header.colours().inks();
    } catch (UnusableProfileException e) {
      ignore(e);
      return Optional.empty();
    }
  }

  private void ignore(UnusableProfileException e) {
    LOG.debug("{}: its colour profile is not used ({}); taken for sRGB", name, e.getMessage(), e);
  }

  /** Loaded with the first HEIC or AVIF file: FFmpeg's libraries take their time. */
  private static final class StillDecoders {
    private static final StillDecoder FIRST =
        ServiceLoader.load(StillDecoder.class, ImageReader.class.getClassLoader())
            .findFirst()
            .orElse(
                (content, maxPixels, items) -> {
                  throw new MediaReadException("no decoder for it is on the class path");
                });
  }
}
