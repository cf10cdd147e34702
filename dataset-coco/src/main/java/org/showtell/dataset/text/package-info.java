/**
 * Readers of plain text and tables: Flickr8k token lists, split lists, image folders, sentences,
 * questions as CSV, COCO-QA. Each has one static method that reads a file.
 */
package org.showtell.dataset.text;
