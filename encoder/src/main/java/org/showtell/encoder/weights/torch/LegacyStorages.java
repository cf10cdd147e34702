package org.showtell.encoder.weights.torch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.showtell.encoder.weights.ModelFileException;

/**
 * The form before PyTorch 1.6, in which torchvision's VGG16 is still published: pickles of a magic
 * number, a version, the machine, the content and the storages' keys; then each storage as its
 * number of elements in 8 bytes and its numbers.
 */
final class LegacyStorages implements TorchFile.Container {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final int MAX_TABLE_BYTES = 16 << 20;

  private final String name;
  private final FileChannel channel;
  private final Map<String, Storage> storages = new HashMap<>();
  private final Map<String, Long> positions = new HashMap<>();

  LegacyStorages(Path file) throws IOException {
    name = file.toString();
    channel = FileChannel.open(file);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Object content() throws IOException {
    ByteBuffer table = read(0, (int) Math.min(channel.size(), MAX_TABLE_BYTES));
    require(MAGIC.equals(pickle(table)), "the magic number of a .pth file", "another");
    pickle(table);
    boolean little =
        pickle(table) instanceof Map<?, ?> machine
            && Boolean.TRUE.equals(machine.get("little_endian"));
    require(little, "numbers of a little-endian machine", "another order");
    Object content =
        new PickleMachine(
                name,
                table,
                reference -> {
                  Storage storage = Storage.read(reference);
                  storages.putIfAbsent(storage.key(), storage);
                  return storage;
                })
            .read();
    require(
        pickle(table) instanceof List<?> keys && locate(keys, table.position()), "keys", "none");
    return content;
  }

  private Object pickle(ByteBuffer table) throws ModelFileException {
    return new PickleMachine(name, table, Storage::read).read();
  }

  private boolean locate(List<?> keys, long start) throws IOException {
    long at = start;
    for (Object key : keys) {
      // Only texts: the hash of a list that holds itself would have no end.
      Storage storage = key instanceof String ? storages.get(key) : null;
      require(storage != null, "storages that tensors use", "another");
      require(at + Long.BYTES <= channel.size(), "all its storages", "its end before");
      long elements = read(at, Long.BYTES).getLong();
      require(
          elements == storage.elements(),
          storage.elements() + " numbers in storage " + storage.key(),
          elements);
      at += Long.BYTES;
      require(
          storage.elements() <= (channel.size() - at) / storage.type().bytes(),
          "all numbers of storage " + storage.key(),
          "its end before");
      positions.put(storage.key(), at);
      at += storage.bytes();
    }
    return true;
  }

  private void require(boolean right, String rule, Object found) throws ModelFileException {
    if (!right) {
      throw new ModelFileException(name, "the file must have " + rule, found);
    }
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      require(channel.read(buffer, position + buffer.position()) >= 0, "its length", "fewer bytes");
    }
    return buffer.flip();
  }

  @Override
  public InputStream open(Storage storage) throws IOException {
    Long position = positions.get(storage.key());
    require(position != null, "storage " + storage.key(), "none");
    channel.position(position);
    // Closing a view of the channel would close the file.
    InputStream view = Channels.newInputStream(channel);
    return new BufferedInputStream(view) {
      @Override
      public void close() {
        // The container's.
      }
    };
  }

  @Override
  public ByteOrder order() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
