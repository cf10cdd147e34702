/** Captions as a web page: one HTML document with thumbnails, keywords and attention maps. */
package org.showtell.app.output.page;
