package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.image.RgbImage;

/** Turns a decoded frame's luma and chroma into RGB of 8 bits. */
final class FrameConverter {
  private static final int UNITY = 1 << 16;

  private FrameConverter() {}

  static RgbImage toRgb(AVFrame frame) throws MediaReadException {
    int width = frame.width();
    int height = frame.height();
    SwsContext scaler =
        sws_getContext(
            width,
            height,
            frame.format(),
            width,
            height,
            AV_PIX_FMT_RGB24,
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
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
      setColours(scaler, frame);
      sws_scale(scaler, frame.data(), frame.linesize(), 0, height, planes, strides);
      pixels.get(rgb);
    } finally {
      sws_freeContext(scaler);
    }
    return new RgbImage(width, height, rgb);
  }

  /**
   * The frame's own matrix and range; where it names none, those of a still: BT.601 in full range.
   */
  private static void setColours(SwsContext scaler, AVFrame frame) {
    int matrix = frame.colorspace() == AVCOL_SPC_UNSPECIFIED ? SWS_CS_ITU601 : frame.colorspace();
    int fullRange = frame.color_range() == AVCOL_RANGE_MPEG ? 0 : 1;
    sws_setColorspaceDetails(
        scaler,
        sws_getCoefficients(matrix),
        fullRange,
        sws_getCoefficients(SWS_CS_ITU601),
        1,
        0,
        UNITY,
        UNITY);
  }
}
