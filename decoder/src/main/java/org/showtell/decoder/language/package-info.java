/**
 * Language models: the recurrent cells of captions over plain text, of characters or words.
 *
 * <p>Shapes: B streams that are read side by side, T tokens of one truncated pass, V vocabulary, E
 * embedding, U units.
 */
package org.showtell.decoder.language;
