package org.showtell.encoder.image;

import static org.bytedeco.opencv.global.opencv_core.CMP_NE;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.compare;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.showtell.encoder.colour.ColourConversion;
import org.showtell.encoder.colour.Transparency;

/** Decodes with OpenCV into one form: upright, 8 bits, RGB, on white. */
final class ImageDecoder {
  private static final double SIXTEEN_BITS_TO_EIGHT = 1.0 / 257;
  private static final int BOTH_AXES = -1;
  private static final byte MIDDLE_GREY = (byte) 128;

  private ImageDecoder() {}

  static RgbImage decode(
      byte[] content, ImageHeader header, int reduction, ColourConversion colours)
      throws MediaReadException {
    return decode(content, header, reduction, colours, -1);
  }

  /**
   * @param colours what makes its numbers sRGB
   * @param clearGrey the grey that is transparent, before 16 bits become 8; -1 for none
   */
  static RgbImage decode(
      byte[] content, ImageHeader header, int reduction, ColourConversion colours, int clearGrey)
      throws MediaReadException {
    try (BytePointer bytes = new BytePointer(content);
        Mat encoded = new Mat(1, content.length, CV_8UC1, bytes);
        Mat mat = imdecode(encoded, flags(header, reduction))) {
      if (mat.empty()) {
        throw damaged(header);
      }
      // OpenCV reads TIFFs of 8 bits through a function of libtiff that multiplies colours by
      // alpha.
      boolean multiplied = header.format() == ImageFormat.TIFF && mat.depth() == CV_8U;
      if (header.format() == ImageFormat.JPEG && breaksOff(mat, content)) {
        throw new MediaReadException(ImageHeader.truncated(ImageFormat.JPEG, content.length));
      }
      if (clearGrey >= 0 && mat.channels() == 1) {
        clear(mat, clearGrey);
      } else {
        toEightBits(mat);
      }
      if (header.format() == ImageFormat.BMP && mat.channels() == 4 && isAllClear(mat)) {
        // Some say that it is alpha, and leave it zero all the same.
        cvtColor(mat, mat, COLOR_BGRA2BGR);
      }
      boolean transparent = mat.channels() == 4;
      if (transparent) {
        // Before they are mixed with white, colours must be what they will be.
        paintOnWhite(mat, multiplied, colours);
      }
      toThreeChannels(mat, header.format());
      if (header.format() != ImageFormat.JPEG) {
        shrink(mat, reduction);
      }
      RgbImage image = finish(mat, header.orientation());
      if (!transparent) {
        colours.apply(image.rgb());
      }
      return image;
    }
  }

  /** A row of pixels and its transparency. */
  interface RowPainter {
    /**
     * @param rgb [width,3], may be changed
     * @param alpha [width]
     */
    void paint(int y, byte[] rgb, byte[] alpha);
  }

  /** Decodes an image with its transparency, which is the painter's business. */
  static void paint(
      byte[] content, ImageHeader header, ColourConversion colours, RowPainter painter)
      throws MediaReadException {
    try (BytePointer bytes = new BytePointer(content);
        Mat encoded = new Mat(1, content.length, CV_8UC1, bytes);
        Mat mat = imdecode(encoded, flags(header, 1))) {
      if (mat.cols() != header.width() || mat.rows() != header.height()) {
        throw damaged(header);
      }
      if (mat.channels() == 3) {
        cvtColor(mat, mat, COLOR_BGR2BGRA);
      }
      eachRow(mat, false, colours, painter);
    }
  }

  static RgbImage finish(RgbImage image, Orientation orientation, int reduction) {
    if (orientation.equals(Orientation.UPRIGHT) && reduction == 1) {
      return image;
    }
    try (BytePointer bytes = new BytePointer(image.rgb());
        Mat mat = new Mat(image.height(), image.width(), CV_8UC3, bytes);
        Mat bgr = new Mat()) {
      cvtColor(mat, bgr, COLOR_BGR2RGB);
      shrink(bgr, reduction);
      return finish(bgr, orientation);
    }
  }

  /**
   * Whether the coded image is cut short though the file has an end marker. The decoder leaves what
   * is missing in its middle grey; only where the last pixel is that, the file is looked at
   * closely.
   */
  private static boolean breaksOff(Mat mat, byte[] content) {
    byte[] last = new byte[3];
    mat.ptr(mat.rows() - 1, mat.cols() - 1).get(last);
    return last[0] == MIDDLE_GREY
        && last[1] == MIDDLE_GREY
        && last[2] == MIDDLE_GREY
        && UnusualJpeg.breaksOff(content);
  }

  /** Makes one grey transparent, and four channels of eight bits. */
  private static void clear(Mat mat, int grey) throws MediaReadException {
    try (Mat wanted = new Mat(Scalar.all(grey));
        Mat alpha = new Mat()) {
      compare(mat, wanted, alpha, CMP_NE);
      toEightBits(mat);
      cvtColor(mat, mat, COLOR_GRAY2BGRA);
      insertChannel(alpha, mat, 3);
    }
  }

  private static MediaReadException damaged(ImageHeader header) {
    return new MediaReadException(ImageHeader.damaged(header.format()));
  }

  /** JPEG alone is shrunk while decoded; of the others OpenCV would take every n-th pixel. */
  private static int flags(ImageHeader header, int reduction) {
    return switch (header.format()) {
      case JPEG ->
          IMREAD_IGNORE_ORIENTATION
              | switch (reduction) {
                case 2 -> IMREAD_REDUCED_COLOR_2;
                case 4 -> IMREAD_REDUCED_COLOR_4;
                case 8 -> IMREAD_REDUCED_COLOR_8;
                default -> IMREAD_COLOR;
              };
      // A bitmap's fourth byte is no alpha unless its header says so: most writers leave it zero.
      case BMP -> header.bytesPerPixel() == 4 ? IMREAD_UNCHANGED : IMREAD_COLOR;
      // As stored: with its alpha channel, without any turn.
      default -> IMREAD_UNCHANGED;
    };
  }

  private static void toEightBits(Mat mat) throws MediaReadException {
    if (mat.depth() == CV_16U) {
      mat.convertTo(mat, CV_8U, SIXTEEN_BITS_TO_EIGHT, 0);
    } else if (mat.depth() != CV_8U) {
      throw new MediaReadException(
          "image of floating-point samples, which is not read; convert it to a JPEG or a PNG");
    }
  }

  private static void toThreeChannels(Mat mat, ImageFormat format) throws MediaReadException {
    switch (mat.channels()) {
      case 1 -> cvtColor(mat, mat, COLOR_GRAY2BGR);
      case 3 -> {
        // As it should be.
      }
      default ->
          throw new MediaReadException(
              "%s image of %s channels, which is not read; convert it to a JPEG or a PNG"
                  .formatted(format.label(), mat.channels()));
    }
  }

  private static boolean isAllClear(Mat mat) {
    try (Mat alpha = new Mat()) {
      extractChannel(mat, alpha, 3);
      return countNonZero(alpha) == 0;
    }
  }

  private static void paintOnWhite(Mat mat, boolean multiplied, ColourConversion colours) {
    try (Mat painted = new Mat(mat.rows(), mat.cols(), CV_8UC3)) {
      eachRow(
          mat,
          multiplied,
          colours,
          (y, rgb, alpha) -> {
            Transparency.paintOnWhite(rgb, alpha);
            painted.ptr(y).put(rgb);
          });
      cvtColor(painted, mat, COLOR_BGR2RGB);
    }
  }

  private static void eachRow(
      Mat mat, boolean multiplied, ColourConversion colours, RowPainter painter) {
    byte[] bgra = new byte[mat.cols() * 4];
    byte[] alpha = new byte[mat.cols()];
    byte[] rgb = new byte[mat.cols() * 3];
    for (int y = 0; y < mat.rows(); y++) {
      mat.ptr(y).get(bgra);
      Transparency.split(bgra, multiplied, rgb, alpha);
      colours.apply(rgb);
      painter.paint(y, rgb, alpha);
    }
  }

  static void shrink(Mat mat, int reduction) {
    if (reduction > 1) {
      try (Size size =
              new Size(Math.max(1, mat.cols() / reduction), Math.max(1, mat.rows() / reduction));
          Mat small = new Mat()) {
        resize(mat, small, size, 0, 0, INTER_AREA);
        small.copyTo(mat);
      }
    }
  }

  private static RgbImage finish(Mat bgr, Orientation orientation) {
    if (orientation.transposes()) {
      transpose(bgr, bgr);
    }
    if (orientation.flipsHorizontally() || orientation.flipsVertically()) {
      boolean both = orientation.flipsHorizontally() && orientation.flipsVertically();
      flip(bgr, bgr, both ? BOTH_AXES : orientation.flipsHorizontally() ? 1 : 0);
    }
    cvtColor(bgr, bgr, COLOR_BGR2RGB);
    byte[] rgb = new byte[bgr.rows() * bgr.cols() * 3];
    bgr.data().get(rgb);
    return new RgbImage(bgr.cols(), bgr.rows(), rgb);
  }
}
