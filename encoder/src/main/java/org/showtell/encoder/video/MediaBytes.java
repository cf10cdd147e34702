package org.showtell.encoder.video;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.showtell.encoder.image.MediaReadException;

/**
 * What a demuxer reads, at any place. Files are opened by Java and not by FFmpeg: so any name that
 * Java can open works, and a file's content can name no other file or address to be opened.
 */
interface MediaBytes extends Closeable {
  /** How many there are. */
  long size() throws IOException;

  /**
   * Fills a buffer from a place, as far as there is something.
   *
   * @return how many bytes were read; 0 or less at the end
   */
  int read(long position, ByteBuffer target) throws IOException;

  @Override
  void close();

  /** A file in memory. */
  static MediaBytes of(byte[] content) {
    return new MediaBytes() {
      @Override
      public long size() {
        return content.length;
      }

      @Override
      public int read(long position, ByteBuffer target) {
        int count = (int) Math.min(target.remaining(), content.length - position);
        if (count > 0) {
          target.put(content, (int) position, count);
        }
        return count;
      }

      @Override
      public void close() {
        // Nothing is held but memory.
      }
    };
  }

  /**
   * A file on disk.
   *
   * @throws IOException if there is none, it is no regular file, or it is empty
   */
  static MediaBytes of(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new MediaReadException("not a video (it is a folder); name the files in it");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new MediaReadException("not a video (it is not a regular file)");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    if (channel.size() == 0) {
      channel.close();
      throw new MediaReadException("not a video (the file is 0 bytes)");
    }
    return new MediaBytes() {
      @Override
      public long size() throws IOException {
        return channel.size();
      }

      @Override
      public int read(long position, ByteBuffer target) throws IOException {
        return channel.read(target, position);
      }

      @Override
      public void close() {
        try {
          channel.close();
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    };
  }
}
