/**
 * The model's own {@link org.showtell.dataset.vocabulary.CaptionTokenizer} and the {@link
 * org.showtell.dataset.vocabulary.Vocabulary} that is built from its tokens.
 */
package org.showtell.dataset.vocabulary;
