package org.showtell.benchmarks.study;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** The same photo with four times as many pixels each way, as a PNG. */
final class Upscaled {
  private static final int FACTOR = 4;

  private Upscaled() {}

  static byte[] png(byte[] file) {
    try (BytePointer bytes = new BytePointer(file);
        Mat content = new Mat(1, file.length, org.bytedeco.opencv.global.opencv_core.CV_8U, bytes);
        Mat photo = imdecode(content, IMREAD_COLOR);
        Mat large = new Mat();
        Size size = new Size(photo.cols() * FACTOR, photo.rows() * FACTOR);
        IntPointer settings = new IntPointer(IMWRITE_PNG_COMPRESSION, 1);
        BytePointer png = new BytePointer()) {
      resize(photo, large, size, 0, 0, INTER_CUBIC);
      imencode(".png", large, png, settings);
      byte[] result = new byte[(int) png.limit()];
      png.get(result);
      return result;
    }
  }
}
