/** Readers of captions in plain text: Flickr8k token lists, split lists, image folders. */
package org.showtell.dataset.text;
