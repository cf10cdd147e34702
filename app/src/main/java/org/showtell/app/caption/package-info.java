/**
 * Captioning images: decoded beside the model, encoded and described in batches, handed on in input
 * order.
 *
 * <p>{@link org.showtell.app.caption.PhotoPipeline} runs images through a {@link
 * org.showtell.app.caption.PhotoCaptioner}, and a {@link org.showtell.app.caption.CaptionSink}
 * takes the captions. Nothing here prints, knows a file format of results, or names a model.
 */
package org.showtell.app.caption;
