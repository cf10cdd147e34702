package org.showtell.encoder.weights.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.showtell.encoder.weights.LayerFile;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.torch.TorchFile;

/** Opens weight files by their content, whatever they are called. */
public final class WeightFiles {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /** A pickle of protocol 2 whose first object is PyTorch's magic number. */
  private static final byte[] TORCH = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19
  };

  private static final int BEGINNING = 16;

  private WeightFiles() {}

  /**
   * Opens a file; the caller closes it.
   *
   * @throws ModelFileException if it is in no known format or breaks a rule of its own
   */
  public static LayerFile open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString(), null, "there is no such weight file");
    }
    try {
      return opened(path);
    } catch (EOFException e) { // a zip whose list of entries points behind its end
      throw new ModelFileException(
          path.toString(), "a weight file must be whole", "its end before");
    }
  }

  private static LayerFile opened(Path path) throws IOException {
    byte[] beginning;
    try (InputStream in = Files.newInputStream(path)) {
      beginning = in.readNBytes(BEGINNING);
    }
    if (startsWith(beginning, HDF5)) {
      return KerasFile.open(path);
    }
    if (startsWith(beginning, ZIP)) {
      return hasEntry(path, "configuration.json") ? ZooFile.open(path) : TorchFile.openZip(path);
    }
    if (startsWith(beginning, TORCH)) {
      return TorchFile.openLegacy(path);
    }
    if (isSafetensors(beginning, Files.size(path))) {
      return SafetensorsLayers.open(path);
    }
    throw new ModelFileException(
        path.toString(),
        "a weight file must be Keras' HDF5, Deeplearning4j's zip, PyTorch's .pth or safetensors",
        beginning.length == 0 ? "an empty file" : "one that begins like none of them");
  }

  private static boolean startsWith(byte[] beginning, byte[] magic) {
    return beginning.length >= magic.length
        && Arrays.equals(beginning, 0, magic.length, magic, 0, magic.length);
  }

  private static boolean isSafetensors(byte[] beginning, long size) {
    if (beginning.length <= Long.BYTES || beginning[Long.BYTES] != '{') {
      return false;
    }
    long header = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return header > 0 && header <= size;
  }

  private static boolean hasEntry(Path path, String name) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return zip.getEntry(name) != null;
    } catch (ZipException e) {
      throw new ModelFileException(path.toString(), "a zip must be whole", e.getMessage());
    }
  }
}
