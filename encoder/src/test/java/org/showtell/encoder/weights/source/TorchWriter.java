package org.showtell.encoder.weights.source;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.showtell.encoder.weights.Tensor;

/** Writes what {@code torch.save(model.state_dict(), file)} writes, instruction by instruction. */
final class TorchWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private TorchWriter() {}

  static void zip(Map<String, Tensor> tensors, Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      store(zip, "archive/data.pkl", new TorchWriter().table(tensors, false));
      store(zip, "archive/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
      int key = 0;
      for (Tensor tensor : tensors.values()) {
        store(zip, "archive/data/" + key++, numbers(tensor));
      }
      store(zip, "archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  static void legacy(Map<String, Tensor> tensors, Path file) throws IOException {
    try (OutputStream all = Files.newOutputStream(file)) {
      all.write(magic());
      all.write(new TorchWriter().proto().small(1001).end());
      TorchWriter machine = new TorchWriter().proto().code('}').code('(');
      machine.text("protocol_version").small(1001).text("little_endian").code(0x88).code('u');
      all.write(machine.end());
      all.write(new TorchWriter().table(tensors, true));
      TorchWriter keys = new TorchWriter().proto().code(']').code('(');
      for (int key = 0; key < tensors.size(); key++) {
        keys.text(Integer.toString(key));
      }
      all.write(keys.code('e').end());
      for (Tensor tensor : tensors.values()) {
        all.write(
            ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(tensor.values().length)
                .array());
        all.write(numbers(tensor));
      }
    }
  }

  private static byte[] magic() {
    return new byte[] {
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
      0x19,
      '.'
    };
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] numbers(Tensor tensor) {
    ByteBuffer numbers =
        ByteBuffer.allocate(tensor.values().length * 4).order(ByteOrder.LITTLE_ENDIAN);
    numbers.asFloatBuffer().put(tensor.values());
    return numbers.array();
  }

  private byte[] table(Map<String, Tensor> tensors, boolean legacy) throws IOException {
    proto().global("collections", "OrderedDict").code(')').code('R').code('(');
    int key = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      text(entry.getKey());
      tensor(entry.getValue(), key++, legacy);
    }
    return code('u').end();
  }

  private void tensor(Tensor tensor, int key, boolean legacy) throws IOException {
    global("torch._utils", legacy ? "_rebuild_tensor" : "_rebuild_tensor_v2").code('(');
    code('(').text("storage").global("torch", "FloatStorage").text(Integer.toString(key));
    text("cpu").integer(tensor.values().length);
    if (legacy) {
      code('N');
    }
    code('t').code('Q').small(0);
    int[] shape = tensor.shape();
    code('(');
    for (int size : shape) {
      integer(size);
    }
    code('t').code('(');
    for (int d = 0; d < shape.length; d++) {
      int stride = 1;
      for (int inner = d + 1; inner < shape.length; inner++) {
        stride *= shape[inner];
      }
      integer(stride);
    }
    code('t');
    if (!legacy) {
      code(0x89).global("collections", "OrderedDict").code(')').code('R');
    }
    code('t').code('R');
  }

  private TorchWriter proto() throws IOException {
    return code(0x80).code(2);
  }

  private TorchWriter code(int code) throws IOException {
    out.write(code);
    return this;
  }

  private TorchWriter small(int value) throws IOException {
    out.write('M');
    out.writeShort(Short.reverseBytes((short) value));
    return this;
  }

  private TorchWriter integer(int value) throws IOException {
    out.write('J');
    out.writeInt(Integer.reverseBytes(value));
    return this;
  }

  private TorchWriter text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    out.writeInt(Integer.reverseBytes(utf8.length));
    out.write(utf8);
    return this;
  }

  private TorchWriter global(String module, String name) throws IOException {
    out.write('c');
    out.write((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private byte[] end() throws IOException {
    out.write('.');
    return bytes.toByteArray();
  }
}
