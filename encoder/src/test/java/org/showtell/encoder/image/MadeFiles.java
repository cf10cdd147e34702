package org.showtell.encoder.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes image files with what ordinary encoders do not write. */
final class MadeFiles {
  private MadeFiles() {}

  /** A picture of quadrants. */
  static RgbImage quadrants(int width, int height, int[]... colours) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < width * height; i++) {
      int quadrant = (i % width < width / 2 ? 0 : 1) + (i / width < height / 2 ? 0 : 2);
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) colours[quadrant][c];
      }
    }
    return new RgbImage(width, height, rgb);
  }

  static byte[] jpeg(RgbImage image, boolean progressive) throws IOException {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = image.rgb();
    for (int i = 0; i < rgb.length / 3; i++) {
      int colour = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | rgb[3 * i + 2] & 0xff;
      picture.setRGB(i % image.width(), i / image.width(), colour);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(0.98f);
      if (progressive) {
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** The same JPEG with segments behind its first marker. */
  static byte[] withSegments(byte[] jpeg, int marker, List<byte[]> segments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    for (byte[] segment : segments) {
      out.write(0xff);
      out.write(marker);
      out.write(segment.length + 2 >> 8);
      out.write(segment.length + 2);
      out.writeBytes(segment);
    }
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  /** A profile in as many segments as asked for, the last one first. */
  static List<byte[]> profileSegments(byte[] profile, int number) {
    List<byte[]> segments = new ArrayList<>();
    int part = (profile.length + number - 1) / number;
    for (int i = number; i >= 1; i--) {
      int from = (i - 1) * part;
      int to = Math.min(profile.length, from + part);
      ByteBuffer segment = ByteBuffer.allocate(14 + to - from);
      segment.put(text("ICC_PROFILE\0")).put((byte) i).put((byte) number);
      segments.add(segment.put(profile, from, to - from).array());
    }
    return segments;
  }

  /** A PNG of 8 bits with chunks before its pixels, given as type and body. */
  static byte[] png(RgbImage image, Object... chunks) {
    return png(image.width(), image.height(), 8, 2, image.rgb(), chunks);
  }

  /** A PNG of that many bits and type of colour, whose rows are whole bytes. */
  static byte[] png(int width, int height, int bits, int type, byte[] pixels, Object... chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text("\211PNG\r\n\32\n"));
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(width).putInt(height).put((byte) bits).put((byte) type);
    chunk(out, "IHDR", header.array());
    for (int i = 0; i < chunks.length; i += 2) {
      chunk(out, (String) chunks[i], (byte[]) chunks[i + 1]);
    }
    int row = pixels.length / height;
    ByteBuffer rows = ByteBuffer.allocate(height * (row + 1));
    for (int y = 0; y < height; y++) {
      rows.put((byte) 0).put(pixels, y * row, row);
    }
    chunk(out, "IDAT", deflated(rows.array()));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  static byte[] iccp(byte[] profile) {
    byte[] packed = deflated(profile);
    return ByteBuffer.allocate(3 + packed.length)
        .put((byte) 'x')
        .putShort((short) 0)
        .put(packed)
        .array();
  }

  static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(text(type));
    crc.update(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    out.writeBytes(text(type));
    out.writeBytes(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /** The VP8L chunk of an image, with transparency where alpha is given. */
  static byte[] webpChunk(RgbImage image, byte[] alpha) {
    int channels = alpha == null ? 3 : 4;
    byte[] pixels = new byte[image.width() * image.height() * channels];
    for (int i = 0; i < image.width() * image.height(); i++) {
      for (int c = 0; c < 3; c++) {
        pixels[i * channels + c] = image.rgb()[3 * i + 2 - c];
      }
      if (alpha != null) {
        pixels[i * 4 + 3] = alpha[i];
      }
    }
    int type = alpha == null ? CV_8UC3 : CV_8UC4;
    try (BytePointer bytes = new BytePointer(pixels);
        Mat mat = new Mat(image.height(), image.width(), type, bytes);
        BytePointer encoded = new BytePointer()) {
      imencode(".webp", mat, encoded);
      byte[] file = new byte[(int) encoded.limit()];
      encoded.get(file);
      // Behind the file's header there is an extended header where there is transparency.
      int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("VP8L");
      return java.util.Arrays.copyOfRange(file, at, file.length);
    }
  }

  /** A WebP of that canvas, with whole chunks. */
  static byte[] webp(int width, int height, int flags, byte[]... chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(text("WEBP"));
    ByteBuffer extended = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    extended
        .put(0, (byte) flags)
        .putInt(3 + 1, width - 1)
        .putInt(6, height - 1 << 8 | extended.get(6) & 0xff);
    body.writeBytes(webpChunk("VP8X", extended.array()));
    for (byte[] chunk : chunks) {
      body.writeBytes(chunk);
    }
    return webpChunk("RIFF", body.toByteArray());
  }

  static byte[] webpChunk(String type, byte[] body) {
    ByteBuffer chunk =
        ByteBuffer.allocate(8 + body.length + (body.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
    return chunk.put(text(type)).putInt(body.length).put(body).array();
  }

  /** A frame of an animation; left and top are even. */
  static byte[] webpFrame(int left, int top, int millis, int flags, RgbImage image, byte[] alpha) {
    byte[] coded = webpChunk(image, alpha);
    ByteBuffer frame = ByteBuffer.allocate(16 + coded.length).order(ByteOrder.LITTLE_ENDIAN);
    int[] numbers = {left / 2, top / 2, image.width() - 1, image.height() - 1, millis};
    for (int i = 0; i < numbers.length; i++) {
      frame.put(3 * i, (byte) numbers[i]).put(3 * i + 1, (byte) (numbers[i] >> 8));
    }
    frame.put(15, (byte) flags);
    return webpChunk("ANMF", frame.put(16, coded).array());
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
