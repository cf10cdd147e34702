package org.showtell.app.answer;

/**
 * A photo that an answering model has looked at: further questions need no second look.
 *
 * @param features what the encoder gave, [L*D]; empty for a blind model
 */
public record EncodedImage(float[] features) {}
