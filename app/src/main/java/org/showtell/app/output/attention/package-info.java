/**
 * Attention maps as images: where the decoder looked for each word of a caption, or for an answer.
 */
package org.showtell.app.output.attention;
