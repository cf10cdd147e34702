package org.showtell.encoder.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers of a store: records of one length in files of at most 256 MB. Full files are mapped
 * into memory until the garbage collector lets go of them; the file that still grows is read by
 * position.
 */
final class FeatureShards implements AutoCloseable {
  /** Size of a full file; one record is whole even where it is larger. */
  static final long SHARD_BYTES = 256L << 20;

  private final Path folder;
  private final int recordBytes;
  private final long perShard;
  private final boolean writable;
  private final ConcurrentHashMap<Long, MappedByteBuffer> full = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, FileChannel> channels = new ConcurrentHashMap<>();

  FeatureShards(Path folder, int recordBytes, long shardBytes, boolean writable) {
    this.folder = folder;
    this.recordBytes = recordBytes;
    this.writable = writable;
    this.perShard = Math.max(1, shardBytes / recordBytes);
  }

  long recordsPerShard() {
    return perShard;
  }

  /** How many records the files can hold, up to the first missing or short file. */
  long available() throws IOException {
    long records = 0;
    for (long number = 0; ; number++) {
      Path file = file(number);
      long here = Files.exists(file) ? Files.size(file) / recordBytes : 0;
      records += Math.min(here, perShard);
      if (here < perShard) {
        return records;
      }
    }
  }

  void truncate(long records) throws IOException {
    for (long number = records / perShard; Files.exists(file(number)); number++) {
      long keep = Math.max(0, records - number * perShard) * recordBytes;
      if (Files.size(file(number)) > keep) {
        try (FileChannel channel = FileChannel.open(file(number), StandardOpenOption.WRITE)) {
          channel.truncate(keep);
        }
      }
    }
  }

  /** Writes a record; one thread at a time. */
  void write(long record, ByteBuffer bytes) throws IOException {
    FileChannel channel = channel(record / perShard);
    long position = record % perShard * recordBytes;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  /** The bytes of a record, in a buffer of their own position, little-endian. */
  ByteBuffer read(long record, long records) throws IOException {
    long number = record / perShard;
    int offset = (int) (record % perShard * recordBytes);
    if ((number + 1) * perShard <= records) {
      return map(number).slice(offset, recordBytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer bytes = ByteBuffer.allocate(recordBytes).order(ByteOrder.LITTLE_ENDIAN);
    FileChannel channel = channel(number);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new FeatureStoreException(
            "%s: must hold record %s, but got fewer; delete the folder"
                .formatted(file(number), record % perShard));
      }
    }
    return bytes.flip();
  }

  void force() throws IOException {
    if (writable) {
      for (FileChannel channel : channels.values()) {
        channel.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    full.clear();
    for (FileChannel channel : channels.values()) {
      channel.close();
    }
  }

  private MappedByteBuffer map(long number) throws IOException {
    MappedByteBuffer mapped = full.get(number);
    if (mapped == null) {
      try (FileChannel channel = FileChannel.open(file(number))) {
        mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, perShard * recordBytes);
      }
      full.put(number, mapped);
    }
    return mapped;
  }

  /** The open channel of a file that was not full when first used. */
  private FileChannel channel(long number) throws IOException {
    FileChannel channel = channels.get(number);
    if (channel != null) {
      return channel;
    }
    synchronized (channels) {
      if (!channels.containsKey(number)) {
        channels.put(
            number,
            writable
                ? FileChannel.open(
                    file(number),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)
                : FileChannel.open(file(number)));
      }
      return channels.get(number);
    }
  }

  private Path file(long number) {
    return folder.resolve(String.format(Locale.ROOT, "features-%05d.bin", number));
  }
}
