/** A file beside each image: its caption as plain text or as XMP, which photo software reads. */
package org.showtell.app.output.sidecar;
