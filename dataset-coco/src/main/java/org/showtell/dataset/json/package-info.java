/**
 * COCO's, Karpathy's, VQA's and Visual7W's JSON files and the official results formats, read and
 * written as streams; {@code JsonCursor} is below all readers.
 *
 * <p>The one package of this module that knows Jackson.
 */
package org.showtell.dataset.json;
