package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.image.RgbImage;

/**
 * Converts decoded frames from luma and chroma to RGB of 8 bits; keeps its scaler from frame to
 * frame. One thread.
 */
public final class FrameConverter implements AutoCloseable {
  private static final int UNITY = 1 << 16;
  private static final int EXACT = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;

  /** From this height on, video that does not say so is taken for BT.709, as players do. */
  private static final int HIGH_DEFINITION = 720;

  private static final Set<Integer> FULL_RANGE =
      Set.of(
          AV_PIX_FMT_YUVJ420P,
          AV_PIX_FMT_YUVJ422P,
          AV_PIX_FMT_YUVJ444P,
          AV_PIX_FMT_YUVJ440P,
          AV_PIX_FMT_YUVJ411P);

  private final boolean still;
  private final int method;
  private SwsContext scaler;

  private FrameConverter(boolean still, int method) {
    this.still = still;
    this.method = method;
  }

  static FrameConverter ofStill() {
    return new FrameConverter(true, EXACT);
  }

  static FrameConverter ofVideo() {
    return new FrameConverter(false, EXACT);
  }

  /** Fast and inexact, for frames that are only compared. */
  public static FrameConverter rough() {
    return new FrameConverter(false, SWS_FAST_BILINEAR);
  }

  /** The frame at its own size. */
  public RgbImage toRgb(AVFrame frame) throws MediaReadException {
    return toRgb(frame, frame.width(), frame.height());
  }

  /** The frame at another size. */
  public RgbImage toRgb(AVFrame frame, int width, int height) throws MediaReadException {
    scaler =
        sws_getCachedContext(
            scaler,
            frame.width(),
            frame.height(),
            frame.format(),
            width,
            height,
            AV_PIX_FMT_RGB24,
            method,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null || scaler.isNull()) {
      throw new MediaReadException(
          "no conversion from its pixel format " + frame.format() + " to RGB");
    }
    byte[] rgb = new byte[width * height * 3];
    try (BytePointer pixels = new BytePointer((long) rgb.length);
        PointerPointer<BytePointer> planes = new PointerPointer<>(4);
        IntPointer strides = new IntPointer(width * 3, 0, 0, 0)) {
      planes.put(0, pixels);
      setColours(frame);
      sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
      pixels.get(rgb);
    }
    return new RgbImage(width, height, rgb);
  }

  /**
   * The frame's own matrix and range. Unstated, a still's are BT.601 in full range; a video's
   * depend on its size and are limited.
   */
  private void setColours(AVFrame frame) {
    int matrix = frame.colorspace();
    if (matrix == AVCOL_SPC_UNSPECIFIED) {
      matrix = still || frame.height() < HIGH_DEFINITION ? SWS_CS_ITU601 : SWS_CS_ITU709;
    }
    boolean full =
        still
            ? frame.color_range() != AVCOL_RANGE_MPEG
            : frame.color_range() == AVCOL_RANGE_JPEG || FULL_RANGE.contains(frame.format());
    sws_setColorspaceDetails(
        scaler,
        sws_getCoefficients(matrix),
        full ? 1 : 0,
        sws_getCoefficients(SWS_CS_ITU601),
        1,
        0,
        UNITY,
        UNITY);
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    scaler = null;
  }
}
