package org.showtell.app.pipeline;

/**
 * A photo that an answering model has looked at: further questions need no second look.
 *
 * @param features what the encoder gave, [L*D]; empty for a blind model
 */
public record SeenPhoto(float[] features) {}
