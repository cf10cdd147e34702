/**
 * COCO's JSON files, Karpathy's split file and the official results format, read and written as
 * streams.
 *
 * <p>The one package of this module that knows Jackson.
 */
package org.showtell.dataset.json;
