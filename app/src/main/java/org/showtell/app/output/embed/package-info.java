/**
 * The caption inside the photo itself: XMP, IPTC and EXIF of a JPEG, PNG or WebP are changed in the
 * caption's properties alone, and every other byte stays. Start from {@link EmbedOutput} for files
 * and {@link EmbeddedCaption} for bytes.
 *
 * <p>A {@link PhotoContainer} finds the metadata in a file and puts changed metadata there; {@link
 * CaptionChange} changes it; {@link PhotoFile} proves the new file and exchanges the old one. The
 * writers are our own, because libraries do not leave the rest alone: Commons Imaging drops IPTC
 * records other than the second and lays EXIF out anew, which moves maker notes, and neither it nor
 * ImageIO changes the metadata of a PNG or WebP without compressing the pixels anew.
 */
package org.showtell.app.output.embed;
