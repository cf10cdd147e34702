package org.showtell.encoder.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Reads photos. Immutable and safe for use by several threads. */
public final class ImageReader {
  /**
   * Reads a file.
   *
   * @throws MediaReadException if it is not an image that can be read
   */
  public RgbImage read(Path file) throws MediaReadException {
    try {
      return read(Files.readAllBytes(file), file.getFileName().toString());
    } catch (MediaReadException e) {
      throw e;
    } catch (IOException e) {
      throw new MediaReadException("cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Decodes an image that is in memory.
   *
   * @param name for messages
   * @throws MediaReadException if it is not an image that can be read
   */
  public RgbImage read(byte[] content, String name) throws MediaReadException {
    if (content.length == 0) {
      throw new MediaReadException("not an image (the file is 0 bytes)");
    }
    try (BytePointer bytes = new BytePointer(content);
        Mat encoded =
            new Mat(1, content.length, org.bytedeco.opencv.global.opencv_core.CV_8UC1, bytes);
        Mat bgr = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR)) {
      if (bgr.empty()) {
        throw new MediaReadException("not an image that can be decoded");
      }
      opencv_imgproc.cvtColor(bgr, bgr, opencv_imgproc.COLOR_BGR2RGB);
      byte[] rgb = new byte[bgr.rows() * bgr.cols() * 3];
      bgr.data().get(rgb);
      return new RgbImage(bgr.cols(), bgr.rows(), rgb);
    }
  }
}
