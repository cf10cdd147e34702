/**
 * From named files to caption records: what is walked, read and decoded beside the model, batched,
 * captioned and handed on in input order.
 *
 * <p>{@link org.showtell.app.pipeline.PhotoInputs} finds photos, {@link
 * org.showtell.app.pipeline.PhotoPipeline} runs them through a {@link
 * org.showtell.app.pipeline.PhotoCaptioner}, and a {@link org.showtell.app.pipeline.CaptionSink}
 * takes what comes out. Nothing here prints, knows a file format of results, or names a model.
 */
package org.showtell.app.pipeline;
