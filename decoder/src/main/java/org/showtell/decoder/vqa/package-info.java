/**
 * Answers to questions about images: an LSTM reads the question, the image's vector or grid meets
 * it, and a softmax over the frequent answers decides (Agrawal, Antol et al. 2015; Zhu et al. 2016;
 * Yang et al. 2016).
 *
 * <p>Shapes: B questions, T words, L positions, D features, E embedding, U units, S size of the
 * question's state, C common size, K answers.
 */
package org.showtell.decoder.vqa;
