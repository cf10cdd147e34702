/**
 * What FFmpeg reads. It is called here and nowhere else, on bytes in memory; for now that is HEIC
 * and AVIF stills, which are single frames of HEVC and AV1 video.
 */
package org.showtell.encoder.video;
