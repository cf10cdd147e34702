package org.showtell.benchmarks.study;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.showtell.encoder.image.RgbImage;

/** Writes pictures as clips, ten a second, with what the FFmpeg of this program can encode. */
enum ClipWriter {
  /** To the bit what the pictures are. */
  LOSSLESS("png", AV_PIX_FMT_RGB24, ".mkv", 0),
  /** H.264 as the encoder makes it when it is told a bit rate that is more than enough. */
  H264("libopenh264", AV_PIX_FMT_YUV420P, ".mp4", 0),
  /** H.264 that may not quantise much: about twice the size. */
  H264_FINE("libopenh264", AV_PIX_FMT_YUV420P, ".mp4", 12);

  private static final int FRAMES_PER_SECOND = 10;
  private static final int BITS_PER_SECOND = 3_000_000;
  private static final int PADDING = 64; // bytes: AV_INPUT_BUFFER_PADDING_SIZE

  private final String codec;
  private final int pixelFormat;
  private final String extension;
  private final int coarsest; // quantiser, 0 for the encoder's own

  ClipWriter(String codec, int pixelFormat, String extension, int coarsest) {
    this.codec = codec;
    this.pixelFormat = pixelFormat;
    this.extension = extension;
    this.coarsest = coarsest;
  }

  /** Writes a clip; width and height must be even for H.264. */
  Path write(Path folder, String name, List<RgbImage> pictures) throws IOException {
    av_log_set_level(AV_LOG_ERROR);
    Path file = folder.resolve(name + extension);
    RgbImage first = pictures.get(0);
    try (FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(file.toFile(), first.width(), first.height())) {
      recorder.setFrameRate(FRAMES_PER_SECOND);
      recorder.setPixelFormat(pixelFormat);
      recorder.setVideoCodecName(codec);
      recorder.setVideoBitrate(BITS_PER_SECOND);
      if (coarsest > 0) {
        recorder.setVideoOption("qmin", "1");
        recorder.setVideoOption("qmax", Integer.toString(coarsest));
      }
      recorder.start();
      for (RgbImage picture : pictures) {
        int width = picture.width();
        // FFmpeg's scaler reads whole vectors: past the last pixel, and at times past the last
        // page.
        ByteBuffer pixels = ByteBuffer.allocateDirect(picture.rgb().length + PADDING);
        pixels.put(picture.rgb()).rewind();
        recorder.recordImage(width, picture.height(), 8, 3, width * 3, AV_PIX_FMT_RGB24, pixels);
      }
      recorder.stop();
    }
    return file;
  }
}
