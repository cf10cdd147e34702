/**
 * Which frames represent a video: {@link org.showtell.encoder.video.sampling.FrameSampler} takes
 * one per interval, a number of them, or one per scene.
 *
 * <p>A scene ends at a cut, a fade or a dissolve; {@code ShotDetector} finds them from small
 * signatures of the frames.
 */
package org.showtell.encoder.video.sampling;
