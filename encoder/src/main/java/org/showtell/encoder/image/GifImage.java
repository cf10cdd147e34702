package org.showtell.encoder.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A GIF's first frame, on white. Java decodes it: the OpenCV build cannot. */
final class GifImage {
  private static final int GLOBAL_HEADER_BYTES = 13;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final byte WHITE = (byte) 0xff;

  private record Frame(int left, int top, int width, int height) {}

  private GifImage() {}

  static ImageHeader header(byte[] content) throws MediaReadException {
    ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    Frame frame = frame(in);
    // Some files say 0x0 or less than the frame needs.
    int width = Math.max(Short.toUnsignedInt(in.getShort(6)), frame.left() + frame.width());
    int height = Math.max(Short.toUnsignedInt(in.getShort(8)), frame.top() + frame.height());
    return new ImageHeader(ImageFormat.GIF, width, height, 4, Orientation.UPRIGHT);
  }

  static RgbImage decode(byte[] content, ImageHeader header) throws MediaReadException {
    Frame frame = frame(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(in, true, true);
      return paint(reader.read(0), frame, header);
    } catch (IOException | RuntimeException e) {
      throw new MediaReadException("damaged or truncated GIF image; copy or download it again", e);
    } finally {
      reader.dispose();
    }
  }

  private static RgbImage paint(BufferedImage image, Frame frame, ImageHeader header) {
    byte[] rgb = new byte[header.width() * header.height() * 3];
    Arrays.fill(rgb, WHITE);
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      int out = ((frame.top() + y) * header.width() + frame.left()) * 3;
      for (int argb : row) {
        if (argb >>> 24 != 0) {
          rgb[out] = (byte) (argb >> 16);
          rgb[out + 1] = (byte) (argb >> 8);
          rgb[out + 2] = (byte) argb;
        }
        out += 3;
      }
    }
    return new RgbImage(header.width(), header.height(), rgb);
  }

  /** Runs over the blocks before the first frame (GIF89a, sections 17 to 26). */
  private static Frame frame(ByteBuffer in) throws MediaReadException {
    in.position(GLOBAL_HEADER_BYTES + tableBytes(in.get(10)));
    while (true) {
      int block = in.get();
      if (block == IMAGE) {
        return new Frame(
            Short.toUnsignedInt(in.getShort()),
            Short.toUnsignedInt(in.getShort()),
            Short.toUnsignedInt(in.getShort()),
            Short.toUnsignedInt(in.getShort()));
      }
      if (block != EXTENSION) {
        throw new MediaReadException("damaged GIF image (it has no frame)");
      }
      in.get();
      for (int length = in.get() & 0xff; length > 0; length = in.get() & 0xff) {
        if (length > in.remaining()) {
          throw new MediaReadException(ImageHeader.truncated(ImageFormat.GIF, in.limit()));
        }
        in.position(in.position() + length);
      }
    }
  }

  private static int tableBytes(byte flags) {
    return flags < 0 ? 3 << ((flags & 7) + 1) : 0;
  }
}
