/**
 * Public training data: what its files are, fetched and made ready for {@code --data}. The fetching
 * itself is {@link org.showtell.encoder.download.Download}'s.
 */
package org.showtell.app.download;
