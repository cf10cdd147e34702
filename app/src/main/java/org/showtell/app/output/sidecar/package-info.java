/**
 * A file beside each image: its caption as plain text ({@code SidecarWriter}) or as XMP, which
 * photo software reads ({@code XmpWriter}). Start from {@link PerPhotoOutput}.
 */
package org.showtell.app.output.sidecar;
