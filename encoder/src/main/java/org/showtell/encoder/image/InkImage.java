package org.showtell.encoder.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.showtell.encoder.colour.InkConversion;

/**
 * An image of four inks: cyan, magenta, yellow, black.
 *
 * @param inks [height,width,4], 0 for none and 255 for full
 */
record InkImage(int width, int height, byte[] inks) {
  /** The first four samples of each pixel, in 8 bits. */
  static InkImage of(Raster raster) {
    int width = raster.getWidth();
    int shift = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
    int samples = raster.getNumBands();
    if (samples < 4) {
      throw new IllegalArgumentException("four inks expected, but got " + samples);
    }
    byte[] inks = new byte[width * raster.getHeight() * 4];
    int[] row = new int[width * samples];
    int out = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < row.length; x += samples) {
        for (int ink = 0; ink < 4; ink++) {
          inks[out++] = (byte) (row[x + ink] >> shift);
        }
      }
    }
    return new InkImage(width, raster.getHeight(), inks);
  }

  /** A TIFF's inks as they are stored: OpenCV would have made RGB of them without the profile. */
  static InkImage ofTiff(byte[] content) throws IOException {
    return of(UnusualTiff.read(content).getRaster());
  }

  /** Smaller by a factor; each pixel is the mean of those that it stands for. */
  InkImage shrunk(int reduction) {
    if (reduction == 1) {
      return this;
    }
    try (BytePointer bytes = new BytePointer(inks);
        Mat mat = new Mat(height, width, CV_8UC4, bytes)) {
      ImageDecoder.shrink(mat, reduction);
      byte[] small = new byte[mat.rows() * mat.cols() * 4];
      mat.data().get(small);
      return new InkImage(mat.cols(), mat.rows(), small);
    }
  }

  /**
   * In red, green and blue.
   *
   * @param profile what the inks look like; without one, each takes its part of the light away
   */
  RgbImage toRgb(Optional<InkConversion> profile) {
    return new RgbImage(width, height, profile.orElse(InkImage::filtered).toRgb(inks));
  }

  private static byte[] filtered(byte[] inks) {
    byte[] rgb = new byte[inks.length / 4 * 3];
    for (int in = 0, out = 0; in < inks.length; in += 4) {
      int paper = 255 - (inks[in + 3] & 0xff);
      for (int ink = 0; ink < 3; ink++) {
        rgb[out++] = (byte) ((255 - (inks[in + ink] & 0xff)) * paper / 255);
      }
    }
    return rgb;
  }
}
