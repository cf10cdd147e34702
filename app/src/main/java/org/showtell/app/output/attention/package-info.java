/**
 * Attention maps as images: where the decoder attends for each word of a caption, or for an answer.
 * Start from {@link AttentionOutput} and {@link AttentionPicture}.
 */
package org.showtell.app.output.attention;
