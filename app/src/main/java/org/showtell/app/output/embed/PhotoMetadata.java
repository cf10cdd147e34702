package org.showtell.app.output.embed;

/**
 * The three kinds of metadata that hold a description, as an image file has them; null for one that
 * it does not have.
 *
 * @param xmp an XMP packet
 * @param exif a TIFF structure, without the name in front of it
 * @param resources Photoshop's image resources, one of which is IPTC-IIM
 */
record PhotoMetadata(byte[] xmp, byte[] exif, byte[] resources) {}
