/**
 * What is written for a caption: the model's own sentence, made a part of a longer text or of a
 * shorter one. Start from {@link Wording}.
 */
package org.showtell.app.caption.wording;
