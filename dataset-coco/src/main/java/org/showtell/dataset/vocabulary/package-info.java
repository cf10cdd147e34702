/** The model's own tokenizer and the vocabulary that is built from its tokens. */
package org.showtell.dataset.vocabulary;
