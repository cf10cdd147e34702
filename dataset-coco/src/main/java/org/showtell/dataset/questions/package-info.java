/**
 * Questions and answers made from caption sentences, after the idea of Ren, Kiros and Zemel 2015
 * ("Exploring Models and Data for Image Question Answering"), by rules of our own: what is there,
 * how many, which colour, where, and yes or no in equal numbers.
 *
 * <p>A caption's words are tagged by word lists and by WordNet's nouns and use counts, its noun
 * phrases are found, and what all captions of an image agree on becomes a question.
 */
package org.showtell.dataset.questions;
