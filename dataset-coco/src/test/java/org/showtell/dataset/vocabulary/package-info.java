/** Tests of the tokenizer and the vocabulary. */
package org.showtell.dataset.vocabulary;
