package org.showtell.encoder.download;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.showtell.encoder.file.AtomicFile;

/**
 * The beginning of a file, {@code FILE.part}, and in {@code FILE.part.version} the server's name of
 * that version. Both survive the program until the file is whole.
 */
final class PartFile implements Closeable {
  private final Path target;
  private final Path part;
  private final Path versionFile;
  private FileChannel channel;

  PartFile(Path target) {
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.versionFile = target.resolveSibling(target.getFileName() + ".part.version");
  }

  Path path() {
    return part;
  }

  long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** What the server called the version of these bytes; empty if it did not. */
  String version() throws IOException {
    return Files.exists(versionFile) ? Files.readString(versionFile).strip() : "";
  }

  void begin(String version) throws IOException {
    delete();
    Files.writeString(versionFile, version);
    proceed();
  }

  void proceed() throws IOException {
    close();
    channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void add(Iterable<ByteBuffer> bytes) throws IOException {
    for (ByteBuffer buffer : bytes) {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(part);
    Files.deleteIfExists(versionFile);
  }

  /** Moves the file to its place: after a power cut it is whole or not there. */
  void place() throws IOException {
    if (channel == null) {
      proceed();
    }
    channel.force(true);
    close();
    AtomicFile.move(part, target);
    Files.deleteIfExists(versionFile);
    try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // Windows does not open folders; there the move is written in its own time.
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
