package org.showtell.encoder.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.showtell.encoder.cache.FeatureIndex.ContentKey;
import org.showtell.encoder.weights.HalfFloat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features of many images on disk, in half precision, by the SHA-256 of the image's content.
 *
 * <p>One process writes at a time, which a lock ensures; any number read. Reading is safe for
 * several threads and needs no lock; writing is synchronized. What a crash leaves half-written is
 * cut off when the store is opened for writing, and skipped when it is opened for reading.
 */
public final class FeatureStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureStore.class);

  private final Path folder;
  private final FeatureStoreKey key;
  private final FeatureShards shards;
  private final Map<ContentKey, Long> records = new ConcurrentHashMap<>();
  private final FileChannel lockChannel;
  private final FileChannel index;
  private volatile long count;
  private volatile boolean closed;

  private FeatureStore(Path folder, FeatureStoreKey key, long shardBytes, FileChannel lockChannel)
      throws IOException {
    this.folder = folder;
    this.key = key;
    this.lockChannel = lockChannel;
    boolean writable = lockChannel != null;
    this.shards = new FeatureShards(folder, recordBytes(key), shardBytes, writable);
    List<FeatureIndex.Entry> entries = sound(FeatureIndex.read(folder));
    for (FeatureIndex.Entry entry : entries) {
      records.put(entry.key(), count++);
    }
    if (writable) {
      shards.truncate(count);
      index =
          FileChannel.open(
              folder.resolve(FeatureIndex.FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      index.truncate(count * FeatureIndex.ENTRY_BYTES);
    } else {
      index = null;
    }
  }

  /**
   * Opens a store for writing and reading; makes it if there is none. Logs how large it will
   * become.
   *
   * @param expectedItems how many images it will hold in the end, for the space check
   * @throws FeatureStoreException if it holds other features, the disk has too little space,
   *     another process writes to it, or the folder holds something else
   */
  public static FeatureStore create(Path folder, FeatureStoreKey key, long expectedItems)
      throws IOException {
    return create(folder, key, expectedItems, FeatureShards.SHARD_BYTES);
  }

  /** As {@link #create(Path, FeatureStoreKey, long)}, with files of another size; for tests. */
  static FeatureStore create(Path folder, FeatureStoreKey key, long expectedItems, long shardBytes)
      throws IOException {
    FileChannel lockChannel = StoreFolder.lock(folder);
    try {
      if (StoreFolder.exists(folder)) {
        StoreFolder.requireMatch(folder, key);
      } else {
        StoreFolder.requireEmpty(folder);
      }
      long missing = Math.max(0, expectedItems - FeatureIndex.entries(folder));
      StoreFolder.requireSpace(folder, missing, bytesFor(key, missing));
      if (!StoreFolder.exists(folder)) {
        StoreFolder.describe(folder, key);
      }
      return new FeatureStore(folder, key, shardBytes, lockChannel);
    } catch (IOException | RuntimeException e) {
      lockChannel.close();
      throw e;
    }
  }

  /**
   * Opens a store for reading.
   *
   * @throws FeatureStoreException if there is none, or it holds other features
   */
  public static FeatureStore open(Path folder, FeatureStoreKey key) throws IOException {
    return open(folder, key, FeatureShards.SHARD_BYTES);
  }

  /** As {@link #open(Path, FeatureStoreKey)}, with files of another size; for tests. */
  static FeatureStore open(Path folder, FeatureStoreKey key, long shardBytes) throws IOException {
    if (!StoreFolder.exists(folder)) {
      throw new FeatureStoreException(
          folder + ": must hold a feature store, but got no " + StoreFolder.DESCRIPTION);
    }
    StoreFolder.requireMatch(folder, key);
    return new FeatureStore(folder, key, shardBytes, null);
  }

  /** Bytes on disk that the features of so many images take. */
  public static long bytesFor(FeatureStoreKey key, long items) {
    return Math.multiplyExact(items, (long) recordBytes(key) + FeatureIndex.ENTRY_BYTES);
  }

  public FeatureStoreKey key() {
    return key;
  }

  /** Number of images. */
  public long size() {
    return count;
  }

  public boolean contains(String contentKey) {
    requireOpen();
    return records.containsKey(ContentKey.parse(contentKey));
  }

  /**
   * Adds an image's features; does nothing if they are there already.
   *
   * @param contentKey SHA-256 of the image file, 64 hexadecimal digits
   * @param features [L,D] or [D]
   * @throws IllegalArgumentException if the length is another, or a number is beyond half precision
   *     (65504) or not finite
   * @throws IllegalStateException if the store is closed or was opened for reading
   */
  public synchronized void put(String contentKey, float[] features) throws IOException {
    requireOpen();
    if (index == null) {
      throw new IllegalStateException(
          folder + " was opened for reading; open it with create to write");
    }
    ContentKey image = ContentKey.parse(contentKey);
    requireLength(features.length);
    if (records.containsKey(image)) {
      return;
    }
    ByteBuffer bytes = encode(features);
    int checksum = FeatureIndex.crc(bytes.array(), bytes.limit());
    if (count > 0 && count % shards.recordsPerShard() == 0) {
      // The next file begins: entries on disk never run ahead of the numbers of a finished one.
      shards.force();
      index.force(true);
    }
    shards.write(count, bytes);
    ByteBuffer entry = new FeatureIndex.Entry(image, checksum).encode();
    // By position: after a failed write the next one takes the same place.
    long position = count * FeatureIndex.ENTRY_BYTES;
    while (entry.hasRemaining()) {
      position += index.write(entry, position);
    }
    long record = count;
    count = record + 1;
    records.put(image, record);
  }

  /**
   * Reads an image's features.
   *
   * @param target [L,D] or [D], filled
   * @throws IllegalArgumentException if the image is not in the store or the length is another
   */
  public void get(String contentKey, float[] target) throws IOException {
    requireOpen();
    requireLength(target.length);
    Long record = records.get(ContentKey.parse(contentKey));
    if (record == null) {
      throw new IllegalArgumentException(
          folder + " holds no features of the content " + contentKey);
    }
    HalfFloat.toFloats(shards.read(record, count).asShortBuffer(), target);
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      shards.force();
      shards.close();
      if (index != null) {
        index.force(true);
        index.close();
      }
    } finally {
      if (lockChannel != null) {
        lockChannel.close();
      }
    }
  }

  /**
   * The entries whose numbers are there: by length for finished files, by checksum in the last one.
   */
  private List<FeatureIndex.Entry> sound(List<FeatureIndex.Entry> entries) throws IOException {
    long available = Math.min(entries.size(), shards.available());
    long sound = available / shards.recordsPerShard() * shards.recordsPerShard();
    if (sound == available && sound > 0) {
      sound -= shards.recordsPerShard();
    }
    while (sound < available) {
      ByteBuffer bytes = shards.read(sound, sound);
      if (FeatureIndex.crc(bytes.array(), bytes.limit()) != entries.get((int) sound).checksum()) {
        break;
      }
      sound++;
    }
    if (sound < entries.size()) {
      LOG.warn(
          "{}: {} half-written records after the first {} are left out",
          folder,
          entries.size() - sound,
          sound);
    }
    return entries.subList(0, (int) sound);
  }

  private ByteBuffer encode(float[] features) {
    ByteBuffer bytes = ByteBuffer.allocate(recordBytes(key)).order(ByteOrder.LITTLE_ENDIAN);
    for (float feature : features) {
      // Written this way round, NaN is refused too.
      if (!(Math.abs(feature) <= HalfFloat.MAX)) {
        throw new IllegalArgumentException(
            "features must lie within half precision, %s, but got %s"
                .formatted(HalfFloat.MAX, feature));
      }
      bytes.putShort(HalfFloat.fromFloat(feature));
    }
    return bytes.flip();
  }

  private static int recordBytes(FeatureStoreKey key) {
    return Math.multiplyExact(key.length(), Short.BYTES);
  }

  private void requireLength(int length) {
    if (length != key.length()) {
      throw new IllegalArgumentException(
          "features of %s must have %s numbers, but got %s"
              .formatted(folder, key.length(), length));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the feature store " + folder + " is closed");
    }
  }
}
