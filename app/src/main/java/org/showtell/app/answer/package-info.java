/**
 * Answering questions about an image with the model of a bundle: {@link
 * org.showtell.app.answer.BundleAnswerer}.
 */
package org.showtell.app.answer;
