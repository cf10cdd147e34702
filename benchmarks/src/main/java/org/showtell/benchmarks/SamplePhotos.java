package org.showtell.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.showtell.app.output.file.Jpeg;

/**
 * JPEGs of any size, enlarged from the repository's samples. Noise takes the place of the detail
 * that enlarging cannot give: files have the size of a camera's, about 4 MB for 12 megapixels.
 */
final class SamplePhotos implements AutoCloseable {
  private static final float QUALITY = 0.9f;
  private static final int NOISE = 7; // of 255, to both sides

  private final Path folder;
  private final List<Path> files;

  private SamplePhotos(Path folder, List<Path> files) {
    this.folder = folder;
    this.files = files;
  }

  /** The first so many samples at this size. */
  static SamplePhotos of(Path samples, int count, int width, int height) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(samples, "*.jpg")) {
      found.forEach(sources::add);
    }
    sources.sort(null);
    Path folder = Files.createTempDirectory("photos");
    List<Path> files = new ArrayList<>();
    for (Path source : sources.subList(0, Math.min(count, sources.size()))) {
      Path file = folder.resolve(source.getFileName());
      Files.write(file, Jpeg.of(scaled(ImageIO.read(source.toFile()), width, height), QUALITY));
      files.add(file);
    }
    return new SamplePhotos(folder, files);
  }

  /** So many paths: the files again and again. */
  List<Path> paths(int count) {
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      paths.add(files.get(i % files.size()));
    }
    return paths;
  }

  Path folder() {
    return folder;
  }

  private static BufferedImage scaled(BufferedImage photo, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(photo, 0, 0, width, height, null);
    graphics.dispose();
    int[] pixels = ((DataBufferInt) scaled.getRaster().getDataBuffer()).getData();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < pixels.length; i++) {
      int noise = random.nextInt(2 * NOISE + 1) - NOISE;
      pixels[i] =
          clamped((pixels[i] >> 16 & 0xff) + noise) << 16
              | clamped((pixels[i] >> 8 & 0xff) + noise) << 8
              | clamped((pixels[i] & 0xff) + noise);
    }
    return scaled;
  }

  private static int clamped(int value) {
    return Math.max(0, Math.min(255, value));
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }
}
