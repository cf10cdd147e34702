/**
 * Captioning videos: frames are sampled, described in batches, and joined to cues with a start and
 * an end.
 *
 * <p>{@link org.showtell.app.video.VideoPipeline} reads the next frames while the model describes
 * the ones before, and a {@link org.showtell.app.video.VideoSink} takes the cues.
 */
package org.showtell.app.video;
