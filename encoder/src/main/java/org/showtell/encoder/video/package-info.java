/**
 * What FFmpeg reads. It is called here and nowhere else.
 *
 * <p>Videos: {@link org.showtell.encoder.video.VideoReader} opens a file and walks its frames,
 * {@link org.showtell.encoder.video.sampling.FrameSampler} chooses some of them, {@link
 * org.showtell.encoder.video.FrameMean} averages their features. Below that, {@code VideoFile}
 * reads coded frames, {@code FrameCursor} decodes them, {@code ShownFrames} finds what is shown at
 * a time, {@code FrameImages} makes images.
 *
 * <p>Stills: HEIC and AVIF images are single frames of HEVC and AV1 video, read from memory.
 */
package org.showtell.encoder.video;
