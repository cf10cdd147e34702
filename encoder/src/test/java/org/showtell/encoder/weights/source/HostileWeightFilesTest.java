package org.showtell.encoder.weights.source;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.weights.LayerFile;
import org.showtell.encoder.weights.LayerFile.Layer;
import org.showtell.encoder.weights.LayerReader;
import org.showtell.encoder.weights.ModelFileException;

/** Files that are damaged or meant to harm can do no more than fail with a message. */
class HostileWeightFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"keras1.h5", "keras2.h5", "torch.pth", "torch-legacy.pth"})
  void aFileThatEndsTooEarlyIsNamed(String resource) throws IOException {
    byte[] content = Toy.content(resource);
    for (int length = 0; length < content.length; length += content.length / 40) {
      Path file = folder.resolve("cut");
      Files.write(file, java.util.Arrays.copyOf(content, length));
      ModelFileException error =
          assertThrows(ModelFileException.class, () -> read(file), resource + " of " + length);
      assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
    }
  }

  /** Java's reader of zips then says nothing at all. */
  @Test
  void aZipWhoseListPointsBehindItsEndIsNamed() throws IOException {
    byte[] content = Toy.content("torch.pth");
    byte[] comment = content.clone();
    comment[content.length - 1] = 1; // 256 bytes long, and not there
    byte[] entry = content.clone();
    for (int i = 0; i + 46 < content.length; i++) {
      if (content[i] == 'P'
          && content[i + 1] == 'K'
          && content[i + 2] == 1
          && content[i + 3] == 2) {
        entry[i + 44] = 1; // 64 KiB further
      }
    }
    for (byte[] wrong : new byte[][] {comment, entry}) {
      Path file = Files.write(folder.resolve("wrong.pth"), wrong);
      ModelFileException error = assertThrows(ModelFileException.class, () -> read(file));
      assertTrue(error.getMessage().startsWith(file + ": a "), error.getMessage());
      assertTrue(error.getMessage().contains("must be"), error.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras1.h5", "keras2.h5", "torch.pth", "torch-legacy.pth"})
  @Timeout(60)
  void bytesThatAreChangedDoNoWorse(String resource) throws IOException {
    Random random = new Random(17);
    byte[] content = Toy.content(resource);
    Path file = folder.resolve("changed");
    for (int round = 0; round < 12; round++) {
      byte[] changed = content.clone();
      for (int i = 0; i < 4; i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      Files.write(file, changed);
      try {
        read(file);
      } catch (IOException expected) {
        // As it should.
      } catch (RuntimeException | Error e) {
        fail("round " + round, e);
      }
    }
  }

  @Test
  void aPickleThatCallsAProgramIsRefusedByItsName() throws IOException {
    assertTorchRefused(
        "the Python object posix.system",
        pickle("cposix\nsystem\nX", 2, "ls", new byte[] {(byte) 0x85, 'R', '.'}));
  }

  @Test
  void aPickleWithAnInstructionThatTensorsDoNotNeedIsRefused() throws IOException {
    assertTorchRefused(
        "a table of tensors and nothing else, but got the instruction 0x81",
        new byte[] {(byte) 0x80, 2, ')', ')', (byte) 0x81, '.'});
  }

  @Test
  void aPickleThatClaimsALongTextIsRefused() throws IOException {
    assertTorchRefused(
        "a text ends beyond the pickle",
        new byte[] {(byte) 0x80, 2, 'X', -1, -1, -1, 0x7f, 'a', '.'});
  }

  @Test
  void aPickleThatHoldsItselfIsRefused() throws IOException {
    // A list that is put into itself, then used as the key of a map.
    assertTorchRefused(
        "the key of a map must be a text or a number",
        new byte[] {(byte) 0x80, 2, ']', 'q', 0, 'h', 0, 'a', '}', 'h', 0, 'N', 's', '.'});
  }

  @Test
  void aPickleWhoseStepsDoNotFitIsRefusedInPlainWords() throws IOException {
    assertTorchRefused("one with nothing to work on at byte 2", new byte[] {(byte) 0x80, 2, 'a'});
    assertTorchRefused("an end amid one at byte 2", new byte[] {(byte) 0x80, 2, 'J', 1});
    assertTorchRefused(
        "one with a value of the wrong kind at byte 3", new byte[] {(byte) 0x80, 2, 'N', 'Q'});
  }

  @Test
  void aLengthThatAFileOnlyStatesIsNotAllocated() throws IOException {
    byte[] content = Toy.content("keras2.h5");
    int heap = new String(content, StandardCharsets.ISO_8859_1).indexOf("HEAP");
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putLong(heap + 8, 1L << 29);
    Path file = Files.write(folder.resolve("stated.h5"), content);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThrows(ModelFileException.class, () -> readAll(file));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 1 << 26, allocated + " bytes");
  }

  @Test
  void keysThatHoldThemselvesAreRefused() throws IOException {
    Path file = folder.resolve("legacy");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e")); // the magic number
      out.write(new byte[] {'K', 1, '.', '}', 'U', 13});
      out.write("little_endian".getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[] {(byte) 0x88, 's', '.'});
      out.write(
          "(U\7storagectorch\nFloatStorage\nU\0010U\3cpuK\1tQ."
              .getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[] {']', 'q', 0, 'h', 0, 'a', '.'});
    }
    ModelFileException error = assertThrows(ModelFileException.class, () -> readAll(file));
    assertTrue(error.getMessage().contains("storages that tensors use"), error.getMessage());
  }

  @Test
  void aTensorThatReachesBeyondItsStorageIsRefused() throws IOException {
    assertTorchRefused(
        "a tensor must lie within its storage of 4 numbers, but got shape [2, 3], strides [3, 1], offset 0"
            + " up to number 5",
        tensor(4, 0, 2, 3, 3, 1));
    assertTorchRefused(
        "a tensor must lie within its storage of 8 numbers", tensor(8, 7, 1, 2, 2, 1));
    assertTorchRefused(
        "sizes must be at least 1 and strides not negative", tensor(8, 0, 1, 2, -2, 1));
    assertTorchRefused(
        "a tensor must lie within its storage of 8 numbers",
        tensor(8, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  @Test
  void aStorageThatIsShorterThanItSaysIsRefused() throws IOException {
    Path file = torch(tensor(1 << 30, 0, 1, 3, 3, 1));
    ModelFileException error = assertThrows(ModelFileException.class, () -> readAll(file));
    assertTrue(
        error.getMessage().contains("'a/data/0' must have 4294967296 bytes, but got 16"),
        error.getMessage());
  }

  @Test
  void aGraphWithMoreParametersThanItsFileIsRefused() throws IOException {
    ComputationGraphConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("in")
            .addLayer("0", new DenseLayer.Builder().nIn(40_000).nOut(40_000).build(), "in")
            .addLayer("1", new OutputLayer.Builder().nIn(40_000).nOut(2).build(), "0")
            .setOutputs("1")
            .build();
    ByteArrayOutputStream coefficients = new ByteArrayOutputStream();
    new DataOutputStream(coefficients).writeUTF("LONG_SHAPE");
    Path file =
        zip(
            "configuration.json",
            conf.toJson().getBytes(StandardCharsets.UTF_8),
            "coefficients.bin",
            coefficients.toByteArray());
    ModelFileException error = assertThrows(ModelFileException.class, () -> readAll(file));
    assertTrue(
        error
            .getMessage()
            .contains(
                "coefficients.bin must hold the 1600120002 parameters of its layers, but got too few"
                    + " bytes for them"),
        error.getMessage());
  }

  @Test
  void aGraphWithoutSenseIsRefused() throws IOException {
    Path file = zip("configuration.json", new byte[] {'{', '}'}, "coefficients.bin", new byte[4]);
    ModelFileException error = assertThrows(ModelFileException.class, () -> readAll(file));
    assertTrue(error.getMessage().contains("configuration.json"), error.getMessage());
  }

  @Test
  void aFileOfNoKnownFormatIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("vgg16.h5"), "not weights at all");
    ModelFileException error = assertThrows(ModelFileException.class, () -> read(file));
    assertTrue(
        error
            .getMessage()
            .endsWith(
                "a weight file must be Keras' HDF5, Deeplearning4j's zip, PyTorch's .pth or"
                    + " safetensors, but got one that begins like none of them"),
        error.getMessage());
  }

  private void read(Path path) throws IOException {
    try (LayerFile file = WeightFiles.open(path)) {
      WeightOrigin origin = file.facts().origin().orElse(WeightOrigin.SHOWTELL);
      new LayerReader(Toy.preset(origin), Toy.ARCHITECTURE).read(file);
    }
  }

  /** Reads whatever layers there are. */
  private static void readAll(Path path) throws IOException {
    try (LayerFile file = WeightFiles.open(path)) {
      for (Layer layer : file.facts().layers()) {
        layer.kernel().read((values, count) -> {});
        layer.bias().read((values, count) -> {});
      }
    }
  }

  private void assertTorchRefused(String message, byte[] pickle) throws IOException {
    Path file = torch(pickle);
    ModelFileException error = assertThrows(ModelFileException.class, () -> readAll(file));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private Path torch(byte[] pickle) throws IOException {
    return zip("a/data.pkl", pickle, "a/data/0", new byte[16]);
  }

  private Path zip(String name, byte[] content, String other, byte[] otherContent)
      throws IOException {
    Path file = folder.resolve("archive");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.putNextEntry(new ZipEntry(other));
      zip.write(otherContent);
    }
    return file;
  }

  private static byte[] pickle(String before, int length, String text, byte[] after)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x80, 2});
    out.writeBytes(before);
    out.writeInt(Integer.reverseBytes(length));
    out.writeBytes(text);
    out.write(after);
    return bytes.toByteArray();
  }

  /** A map with one matrix and one bias of the storage 0. */
  private static byte[] tensor(
      int elements, int offset, int rows, int columns, int rowStride, int columnStride)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {(byte) 0x80, 2, '}'});
    for (String name : new String[] {"fc.weight", "fc.bias"}) {
      text(out, name);
      out.writeBytes("ctorch._utils\n_rebuild_tensor\n((");
      text(out, "storage");
      out.writeBytes("ctorch\nFloatStorage\n");
      text(out, "0");
      text(out, "cpu");
      integer(out, elements);
      out.writeBytes("tQ");
      integer(out, offset);
      out.write('(');
      integer(out, rows);
      integer(out, columns);
      out.writeBytes("t(");
      integer(out, rowStride);
      integer(out, columnStride);
      out.writeBytes("ttRs");
    }
    out.write('.');
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.write('X');
    out.writeInt(Integer.reverseBytes(text.length()));
    out.writeBytes(text);
  }

  private static void integer(DataOutputStream out, int value) throws IOException {
    out.write('J');
    out.writeInt(Integer.reverseBytes(value));
  }
}
