package org.showtell.cluster;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Drawn photos, each unlike the others. */
final class ManyPhotos {
  private static final int SIDE = 96;

  private ManyPhotos() {}

  /** A photo that the number decides. */
  static Path draw(Path file, int number) throws IOException {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics graphics = image.getGraphics();
    for (int i = 0; i < 12; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillOval(
          random.nextInt(SIDE), random.nextInt(SIDE), random.nextInt(SIDE), random.nextInt(SIDE));
    }
    graphics.dispose();
    Files.createDirectories(file.getParent());
    String name = file.toString();
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    return file;
  }

  /** {@code photo-000.png} and so on. */
  static void draw(Path folder, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      draw(folder.resolve("photo-%04d.png".formatted(i)), i);
    }
  }

  /** A shard as WebDataset has them: each photo with a text beside it. */
  static void tar(Path file, Path... photos) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (Path photo : photos) {
        add(tar, photo.getFileName().toString(), Files.readAllBytes(photo));
        add(tar, photo.getFileName() + ".txt", new byte[] {'x'});
      }
    }
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
