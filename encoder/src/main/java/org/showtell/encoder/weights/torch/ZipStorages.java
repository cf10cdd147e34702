package org.showtell.encoder.weights.torch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.showtell.encoder.weights.ModelFileException;

/** The zip form: {@code NAME/data.pkl} and a file {@code NAME/data/KEY} for each storage. */
final class ZipStorages implements TorchFile.Container {
  private static final String TABLE = "data.pkl";
  private static final int MAX_TABLE_BYTES = 16 << 20;

  private final String name;
  private final ZipFile zip;
  private final String folder;
  private final ByteOrder order;

  ZipStorages(Path file) throws IOException {
    name = file.toString();
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw broken("a .pth file must be a whole zip", e.getMessage());
    }
    try {
      folder = folder();
      order = order(folder + "byteorder");
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private ModelFileException broken(String rule, Object found) {
    return new ModelFileException(name, rule, found);
  }

  private String folder() throws ModelFileException {
    List<String> tables =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(entry -> entry.endsWith("/" + TABLE))
            .limit(2)
            .toList();
    if (tables.size() != 1) {
      throw broken("a .pth file must have one " + TABLE, tables.size());
    }
    return tables.get(0).substring(0, tables.get(0).length() - TABLE.length());
  }

  private ByteOrder order(String entry) throws IOException {
    if (zip.getEntry(entry) == null) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    try (InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      String text = new String(in.readNBytes(16), StandardCharsets.US_ASCII).strip();
      return text.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Object content() throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(folder + TABLE))) {
      byte[] table = in.readNBytes(MAX_TABLE_BYTES + 1);
      if (table.length > MAX_TABLE_BYTES) {
        throw broken(TABLE + " must be at most " + MAX_TABLE_BYTES + " bytes", "more");
      }
      return new PickleMachine(name, ByteBuffer.wrap(table), Storage::read).read();
    } catch (EOFException e) {
      throw broken(TABLE + " must be whole", "its end before");
    }
  }

  @Override
  public InputStream open(Storage storage) throws IOException {
    String path = folder + "data/" + storage.key();
    ZipEntry entry = zip.getEntry(path);
    if (entry == null || entry.getSize() < storage.bytes()) {
      throw broken(
          "'" + path + "' must have " + storage.bytes() + " bytes",
          entry == null ? "none" : entry.getSize());
    }
    return zip.getInputStream(entry);
  }

  @Override
  public ByteOrder order() {
    return order;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
