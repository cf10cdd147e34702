/**
 * Images with their captions or questions, splits, and where the pixels are: the types that all
 * readers of annotation files give.
 */
package org.showtell.dataset;
