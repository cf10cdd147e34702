package org.showtell.app.fuzz;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.showtell.app.output.embed.EmbeddedCaption;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.image.WebpAnimation;

/** Images of every format, their colour profiles and previews, and metadata written into them. */
class FuzzedImagesTest {
  private static final Path FILES =
      Path.of("..", "encoder", "src", "test", "resources", "org", "showtell", "encoder", "image");

  /**
   * A sound image may take four bytes for each of its pixels; the bound keeps damaged ones quick.
   */
  private static final long MOST_PIXELS = 4_000_000;

  private final ImageReader reader =
      new ImageReader(ImageReaderConfig.defaults().withMaxPixels(MOST_PIXELS));

  @TestFactory
  Stream<DynamicTest> images() throws IOException {
    List<FuzzTarget> targets = new ArrayList<>();
    for (String kind : List.of("jpg", "png", "gif", "bmp", "tif", "webp", "heic", "avif")) {
      List<byte[]> seeds = files(kind);
      if (kind.equals("tif")) {
        seeds.add(tiles());
        seeds.add(greyWithAlpha());
      }
      targets.add(FuzzTarget.ofBytes("image." + kind, seeds, reader::read));
    }
    byte[] jpeg = Files.readAllBytes(FILES.resolve("o6.jpg"));
    targets.add(FuzzTarget.ofBytes("image.raw", List.of(raw(jpeg, 42), raw(jpeg, 43)), this::seen));
    targets.add(FuzzTarget.ofBytes("image.profile", List.of(profile()), this::profiled));
    targets.add(FuzzTarget.ofBytes("image.webp-frames", files("webp"), FuzzedImagesTest::frames));
    for (String kind : List.of("jpg", "png", "webp")) {
      targets.add(FuzzTarget.ofBytes("embed." + kind, captioned(kind), FuzzedImagesTest::embed));
    }
    return FuzzBudget.tests(targets.stream());
  }

  private static List<byte[]> files(String kind) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(FILES)) {
      for (Path file : all.filter(f -> f.toString().endsWith("." + kind)).sorted().toList()) {
        files.add(Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Layouts that are read by Java's decoder. */
  private static byte[] tiles() throws IOException {
    return tiff(
        new BufferedImage(40, 24, BufferedImage.TYPE_INT_RGB),
        parameters -> {
          parameters.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
          parameters.setTiling(16, 16, 0, 0);
        });
  }

  private static byte[] greyWithAlpha() throws IOException {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    return tiff(
        new BufferedImage(model, model.createCompatibleWritableRaster(9, 7), false, null),
        parameters -> {});
  }

  private static byte[] tiff(BufferedImage image, Consumer<ImageWriteParam> settings)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    settings.accept(parameters);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static List<byte[]> captioned(String kind) throws IOException {
    List<byte[]> seeds = files(kind);
    for (byte[] file : List.copyOf(seeds)) {
      seeds.add(EmbeddedCaption.write(file, "a dog r\u00fcns", List.of("dog", "grass")));
    }
    return seeds;
  }

  private void seen(Path file) throws IOException {
    reader.read(file);
  }

  private static void frames(Path file) throws IOException {
    WebpAnimation animation = WebpAnimation.open(Files.readAllBytes(file), MOST_PIXELS);
    for (int i = 0; i < animation.millis().length; i++) {
      animation.frame(i);
    }
  }

  private static void embed(Path file) throws IOException {
    EmbeddedCaption.write(Files.readAllBytes(file), "a cat", List.of("cat"));
  }

  /** A camera's file: a TIFF of two directories whose second is a preview. */
  private static byte[] raw(byte[] jpeg, int version) {
    int start = 8 + 2 + 5 * 12 + 4;
    ByteBuffer out = ByteBuffer.allocate(start + jpeg.length);
    out.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    out.putShort((short) 5);
    entry(out, 254, 1);
    entry(out, 259, 6);
    entry(out, version == 42 ? 274 : 50706, 6);
    entry(out, 513, start);
    entry(out, 514, jpeg.length);
    return out.putInt(0).put(jpeg).array();
  }

  private static void entry(ByteBuffer out, int tag, int value) {
    out.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
  }

  private static byte[] profile() {
    return java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_LINEAR_RGB)
        .getData();
  }

  /** The file is a profile: puts it into a JPEG. */
  private void profiled(Path file) throws IOException {
    byte[] profile = Files.readAllBytes(file);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
    byte[] plain = jpeg.toByteArray();
    byte[] part = Arrays.copyOf(profile, Math.min(profile.length, 65_000));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    out.writeBytes(
        ByteBuffer.allocate(4)
            .putShort((short) 0xffe2)
            .putShort((short) (part.length + 16))
            .array());
    out.writeBytes("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(part);
    out.write(plain, 2, plain.length - 2);
    reader.read(out.toByteArray(), "a.jpg");
  }
}
