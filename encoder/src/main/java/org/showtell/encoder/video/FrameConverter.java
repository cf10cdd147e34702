package org.showtell.encoder.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_ICC_PROFILE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB48;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.showtell.encoder.colour.ColourConversion;
import org.showtell.encoder.colour.ColourProfile;
import org.showtell.encoder.colour.LightConversion;
import org.showtell.encoder.colour.Transparency;
import org.showtell.encoder.colour.UnusableProfileException;
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

  private static final Optional<LightConversion> NONE = Optional.empty();

  private static final Set<Integer> FULL_RANGE =
      Set.of(
          AV_PIX_FMT_YUVJ420P,
          AV_PIX_FMT_YUVJ422P,
          AV_PIX_FMT_YUVJ444P,
          AV_PIX_FMT_YUVJ440P,
          AV_PIX_FMT_YUVJ411P);

  private final boolean still;
  private final int method;
  private final boolean exact;
  private SwsContext scaler;
  private ColourProfile known;
  private Optional<LightConversion> light = NONE;
  private byte[] profile;
  private ColourConversion managed = ColourConversion.NONE;

  private FrameConverter(boolean still, int method) {
    this.still = still;
    this.method = method;
    this.exact = method == EXACT;
  }

  static FrameConverter ofStill() {
    return new FrameConverter(true, EXACT);
  }

  static FrameConverter ofVideo() {
    return new FrameConverter(false, EXACT);
  }

  /** Fast and inexact, in the frame's own colours, for frames that are only compared. */
  public static FrameConverter rough() {
    return new FrameConverter(false, SWS_FAST_BILINEAR);
  }

  /**
   * The frame at another size, in sRGB and on white.
   *
   * @throws MediaReadException if its pixel format cannot be converted
   */
  public RgbImage toRgb(AVFrame frame, int width, int height) throws MediaReadException {
    ColourConversion icc = exact ? profile(frame) : ColourConversion.NONE;
    boolean own = icc == ColourConversion.NONE;
    Optional<LightConversion> conversion =
        exact && own ? conversion(frame, Optional.empty()) : NONE;
    if (!exact || !hasAlpha(frame)) {
      RgbImage image = colours(frame, width, height, conversion);
      icc.apply(image.rgb());
      return image;
    }
    byte[] pixels = scaled(frame, width, height, AV_PIX_FMT_RGBA, 4);
    byte[] rgb = new byte[width * height * 3];
    byte[] alpha = new byte[width * height];
    for (int i = 0; i < alpha.length; i++) {
      System.arraycopy(pixels, 4 * i, rgb, 3 * i, 3);
      alpha[i] = pixels[4 * i + 3];
    }
    conversion.ifPresent(light -> light.apply(rgb));
    icc.apply(rgb);
    Transparency.paintOnWhite(rgb, alpha);
    return new RgbImage(width, height, rgb);
  }

  /**
   * The frame's colours, where it is transparent too, by its own size.
   *
   * @param profile says what its numbers mean; an empty one leaves that to the frame's own code
   *     points, an ICC profile is not applied
   */
  RgbImage colours(AVFrame frame, Optional<ColourProfile> profile) throws MediaReadException {
    return colours(frame, frame.width(), frame.height(), conversion(frame, profile));
  }

  /** The frame's first plane in full range, which an image of transparency is. */
  byte[] grey(AVFrame frame) throws MediaReadException {
    return scaled(frame, frame.width(), frame.height(), AV_PIX_FMT_GRAY8, 1);
  }

  private RgbImage colours(
      AVFrame frame, int width, int height, Optional<LightConversion> conversion)
      throws MediaReadException {
    if (conversion.isEmpty()) {
      return new RgbImage(width, height, scaled(frame, width, height, AV_PIX_FMT_RGB24, 3));
    }
    ByteBuffer wide =
        ByteBuffer.wrap(scaled(frame, width, height, AV_PIX_FMT_RGB48, 6))
            .order(ByteOrder.nativeOrder());
    short[] rgb = new short[width * height * 3];
    wide.asShortBuffer().get(rgb);
    return new RgbImage(width, height, conversion.get().toBytes(rgb));
  }

  private Optional<LightConversion> conversion(AVFrame frame, Optional<ColourProfile> profile) {
    ColourProfile stated =
        profile.orElseGet(
            () -> new ColourProfile.Coded(frame.color_primaries(), frame.color_trc()));
    if (!stated.equals(known)) {
      known = stated;
      light =
          stated instanceof ColourProfile.Coded codes
              ? LightConversion.ofCodes(codes.primaries(), codes.transfer())
              : NONE;
    }
    return light;
  }

  /** By the ICC profile that an animated PNG or AVIF has. */
  private ColourConversion profile(AVFrame frame) {
    AVFrameSideData side = av_frame_get_side_data(frame, AV_FRAME_DATA_ICC_PROFILE);
    if (side == null || side.isNull()) {
      return ColourConversion.NONE;
    }
    byte[] bytes = new byte[(int) side.size()];
    side.data().get(bytes);
    if (!Arrays.equals(bytes, profile)) {
      profile = bytes;
      managed = ColourConversion.NONE;
      try {
        managed = new ColourProfile.Icc(bytes).conversion(false);
      } catch (UnusableProfileException e) {
        // Taken for sRGB, as a photo's is.
      }
    }
    return managed;
  }

  private static boolean hasAlpha(AVFrame frame) {
    AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
    return format != null && (format.flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
  }

  private byte[] scaled(AVFrame frame, int width, int height, int format, int bytesPerPixel)
      throws MediaReadException {
    scaler =
        sws_getCachedContext(
            scaler,
            frame.width(),
            frame.height(),
            frame.format(),
            width,
            height,
            format,
            method,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null || scaler.isNull()) {
      throw new MediaReadException(
          "no conversion from its pixel format " + frame.format() + " to RGB");
    }
    byte[] packed = new byte[Math.multiplyExact(width * bytesPerPixel, height)];
    try (BytePointer pixels = new BytePointer((long) packed.length);
        PointerPointer<BytePointer> planes = new PointerPointer<>(4);
        IntPointer strides = new IntPointer(width * bytesPerPixel, 0, 0, 0)) {
      planes.put(0, pixels);
      setColours(frame);
      sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
      pixels.get(packed);
    }
    return packed;
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
