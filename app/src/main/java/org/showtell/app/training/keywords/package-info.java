/**
 * Learning to detect words in photos, and what the captioner is shown of it while it learns: words
 * of photos that the detector did not learn from, and the content words of sentences.
 */
package org.showtell.app.training.keywords;
