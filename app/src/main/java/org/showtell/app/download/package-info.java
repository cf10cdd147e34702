/**
 * Public training data: what COCO's files are, and how a folder of them becomes a data
 * specification; start from {@link org.showtell.app.download.CocoFolder}. The fetching itself is
 * {@link org.showtell.encoder.download.Download}'s.
 */
package org.showtell.app.download;
