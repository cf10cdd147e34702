package org.showtell.encoder.training.distillation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.showtell.encoder.weights.ContentHash;

/**
 * Decoded photos in a file, a byte for each colour of each pixel, all squashed to one square size:
 * 22,600 photos of 144 pixels are 1.4 GB, which the system keeps in memory as far as there is any.
 * Safe for use by several threads.
 */
public final class PhotoStore implements AutoCloseable {
  private final FileChannel channel;
  private final int side;
  private final int count;

  private PhotoStore(FileChannel channel, int side, int count) {
    this.channel = channel;
    this.side = side;
    this.count = count;
  }

  /**
   * Opens a finished store.
   *
   * @throws IOException if it is not whole
   */
  public static PhotoStore open(Path file, int side) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    long photo = bytes(side);
    if (channel.size() % photo != 0) {
      channel.close();
      throw new IOException(
          file + ": its size is no multiple of a photo's " + photo + " bytes; delete it");
    }
    return new PhotoStore(channel, side, Math.toIntExact(channel.size() / photo));
  }

  private static int bytes(int side) {
    return side * side * 3;
  }

  /** Width and height of each photo. */
  public int side() {
    return side;
  }

  /** How many photos there are. */
  public int count() {
    return count;
  }

  /**
   * One photo.
   *
   * @return [side,side,3], red, green, blue
   */
  public byte[] read(int index) throws IOException {
    ByteBuffer photo = ByteBuffer.allocate(bytes(side));
    long from = (long) index * photo.capacity();
    while (photo.hasRemaining()) {
      if (channel.read(photo, from + photo.position()) < 0) {
        throw new IOException("the store of photos has become shorter; start again");
      }
    }
    return photo.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Fills a store, beside its place until {@link #finish()}. */
  public static final class Writer implements AutoCloseable {
    private final Path file;
    private final Path partial;
    private final int side;
    private final OutputStream out;
    private final ContentHash.Running hash = ContentHash.running();

    /** A store of photos of one size. */
    public Writer(Path file, int side) throws IOException {
      this.file = file;
      this.side = side;
      Files.createDirectories(file.toAbsolutePath().getParent());
      partial = file.resolveSibling(file.getFileName() + ".part");
      out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 20);
    }

    /**
     * Appends a photo.
     *
     * @param rgb [side,side,3]
     */
    public void add(byte[] rgb) throws IOException {
      if (rgb.length != bytes(side)) {
        throw new IllegalArgumentException(
            "a photo of this store has " + bytes(side) + " bytes, but got " + rgb.length);
      }
      out.write(rgb);
      hash.update(ByteBuffer.wrap(rgb));
    }

    /**
     * Moves the store into place.
     *
     * @return SHA-256 of all photos
     */
    public String finish() throws IOException {
      out.close();
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      return hash.hex();
    }

    @Override
    public void close() throws IOException {
      out.close();
      Files.deleteIfExists(partial);
    }
  }
}
