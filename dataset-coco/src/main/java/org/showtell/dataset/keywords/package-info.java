/**
 * Keywords: the content words that captions stand for, the vocabulary of those that photos can be
 * asked for, and which of them the classes of an image classifier mean.
 */
package org.showtell.dataset.keywords;
