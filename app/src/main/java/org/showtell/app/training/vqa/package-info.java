/**
 * Training the network that answers questions about an image, with a fixed encoder or one that is
 * trained too: start from {@link org.showtell.app.training.vqa.VqaTrainingRun} and its {@link
 * org.showtell.app.training.vqa.VqaTrainingConfig}.
 */
package org.showtell.app.training.vqa;
