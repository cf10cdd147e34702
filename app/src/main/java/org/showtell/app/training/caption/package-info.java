/**
 * Training a captioner, from a recipe or a trained model, with a fixed encoder or one that is
 * trained too: start from {@link org.showtell.app.training.caption.CaptionTrainingRun} and its
 * {@link org.showtell.app.training.caption.CaptionTrainingConfig}.
 */
package org.showtell.app.training.caption;
