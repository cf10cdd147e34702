package org.showtell.encoder.colour;

import java.util.Optional;

/**
 * What a file says about its colours. Files that say nothing are sRGB, as browsers take them.
 * Immutable.
 */
public sealed interface ColourProfile
    permits ColourProfile.Untagged, ColourProfile.Icc, ColourProfile.Coded, ColourProfile.Measured {
  /** Nothing, or that it is sRGB. */
  ColourProfile SRGB = new Untagged();

  /** What EXIF's second colour space is (DCF 2.0; Adobe RGB (1998) Color Image Encoding). */
  ColourProfile ADOBE_RGB = new Measured(Primaries.ADOBE_RGB, 563.0 / 256);

  /**
   * The conversion of red, green and blue, or of grey.
   *
   * @param grey whether the image has a single channel
   * @throws UnusableProfileException if it cannot be used for such an image
   */
  ColourConversion conversion(boolean grey) throws UnusableProfileException;

  /** The conversion of four inks, where the file has a profile of them. */
  default Optional<InkConversion> inks() throws UnusableProfileException {
    return Optional.empty();
  }

  /** Says nothing. */
  record Untagged() implements ColourProfile {
    @Override
    public ColourConversion conversion(boolean grey) {
      return ColourConversion.NONE;
    }
  }

  /**
   * An embedded ICC profile (ISO 15076-1).
   *
   * @param bytes as they are in the file; not copied, not checked yet
   */
  record Icc(byte[] bytes) implements ColourProfile {
    @Override
    public ColourConversion conversion(boolean grey) throws UnusableProfileException {
      return IccConversions.of(bytes).ofLight(grey);
    }

    @Override
    public Optional<InkConversion> inks() throws UnusableProfileException {
      return Optional.of(IccConversions.of(bytes).ofInks());
    }
  }

  /**
   * Code points of ITU-T H.273: HEIF's and MOV's {@code nclx}, PNG's cICP, a video's stream.
   *
   * @param primaries table 2; 2 if unknown
   * @param transfer table 3; 2 if unknown
   */
  record Coded(int primaries, int transfer) implements ColourProfile {
    @Override
    public ColourConversion conversion(boolean grey) {
      return LightConversion.ofCodes(primaries, transfer)
          .map(ColourConversion.class::cast)
          .orElse(ColourConversion.NONE);
    }
  }

  /**
   * A gamma and primaries in numbers, as in PNG's gAMA and cHRM.
   *
   * @param gamma the exponent that turns a pixel into light, such as 2.2
   */
  record Measured(Primaries primaries, double gamma) implements ColourProfile {
    /** Fails if the exponent is not one of a display. */
    public Measured {
      if (!(gamma >= 0.1 && gamma <= 10)) {
        throw new IllegalArgumentException("gamma must be from 0.1 to 10, but got " + gamma);
      }
    }

    @Override
    public ColourConversion conversion(boolean grey) {
      return LightConversion.ofGamma(primaries, gamma)
          .map(ColourConversion.class::cast)
          .orElse(ColourConversion.NONE);
    }
  }
}
