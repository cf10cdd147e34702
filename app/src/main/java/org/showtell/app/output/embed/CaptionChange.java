package org.showtell.app.output.embed;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.showtell.app.output.sidecar.XmpDocument;

/**
 * A caption, and keywords, that metadata is to say: XMP's {@code dc:description}, {@code
 * Iptc4xmpCore:AltTextAccessibility} and {@code dc:subject}; IPTC's Caption-Abstract and Keywords;
 * EXIF's ImageDescription where the caption is ASCII, as EXIF wants it.
 *
 * @param replaces whether a description gives way; else one that is there in any of the ways is the
 *     only one, and gets an alternative text beside it where there is none
 */
record CaptionChange(String caption, List<String> keywords, boolean replaces) {
  CaptionChange {
    keywords = List.copyOf(keywords);
    if (caption.isBlank()) {
      throw new IllegalArgumentException("caption must not be blank, but got \"" + caption + "\"");
    }
  }

  /** Whether a file describes its image already, in any of the ways. */
  static boolean isDescribed(PhotoContainer photo) throws IOException {
    PhotoMetadata metadata = photo.metadata();
    return metadata.xmp() != null && xmp(metadata.xmp()).hasCaption()
        || metadata.exif() != null && new ExifDescription(metadata.exif()).isDescribed()
        || metadata.resources() != null
            && iptc(new ImageResources(metadata.resources())).hasCaption();
  }

  private static XmpDocument xmp(byte[] packet) throws IOException {
    int length = packet.length;
    while (length > 0 && packet[length - 1] == 0) { // some programs fill up with zeros
      length--;
    }
    try {
      return XmpDocument.parse(Arrays.copyOf(packet, length));
    } catch (IOException e) {
      throw new IOException("its XMP is " + e.getMessage(), e);
    }
  }

  private static IptcDatasets iptc(ImageResources resources) throws IOException {
    return resources.iptc() == null ? new IptcDatasets() : new IptcDatasets(resources.iptc());
  }

  /** The metadata with this caption; what does not change is the same object. */
  PhotoMetadata apply(PhotoContainer photo) throws IOException {
    PhotoMetadata old = photo.metadata();
    boolean describes = replaces || !isDescribed(photo);
    return new PhotoMetadata(
        xmpOf(old.xmp(), describes),
        describes ? exifOf(old.exif(), photo.exifRoom()) : old.exif(),
        photo.hasResources() ? resourcesOf(old.resources(), describes) : null);
  }

  private byte[] xmpOf(byte[] old, boolean describes) throws IOException {
    XmpDocument document = old == null ? XmpDocument.create("Showtell") : xmp(old);
    boolean changed = describes;
    if (describes) {
      document.setCaption(caption);
    } else {
      changed = document.addAltTextWhereMissing(caption);
    }
    return document.addSubjects(keywords) || changed ? document.toBytes() : old;
  }

  private byte[] exifOf(byte[] old, int room) throws IOException {
    boolean ascii = caption.chars().allMatch(character -> character < 0x80);
    if (old == null) {
      return ascii && caption.length() < room / 2 ? ExifDescription.create(caption) : null;
    }
    ExifDescription exif = new ExifDescription(old);
    // A text that EXIF cannot hold leaves no other one standing in its place.
    byte[] changed = ascii ? exif.with(caption, room) : exif.without();
    return Arrays.equals(changed, old) ? old : changed;
  }

  private byte[] resourcesOf(byte[] old, boolean describes) throws IOException {
    ImageResources resources = old == null ? new ImageResources() : new ImageResources(old);
    IptcDatasets iptc = iptc(resources);
    if (describes) {
      iptc.setCaption(caption);
    }
    return iptc.addKeywords(keywords) || describes ? resources.with(iptc.toBytes()) : old;
  }
}
