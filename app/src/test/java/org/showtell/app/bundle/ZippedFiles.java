package org.showtell.app.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zip files in memory, to be changed as an attacker or an accident would. */
final class ZippedFiles {
  private ZippedFiles() {}

  /** The same with one file changed, or left out where the change gives null. */
  static byte[] edited(byte[] zip, String name, UnaryOperator<byte[]> edit) throws IOException {
    Map<String, byte[]> contents = contents(zip);
    if (!contents.containsKey(name)) {
      throw new IllegalArgumentException(
          "Expected a file " + name + " but got " + contents.keySet());
    }
    contents.computeIfPresent(name, (key, old) -> edit.apply(old));
    return zip(contents);
  }

  /** All files by name. */
  static Map<String, byte[]> contents(byte[] zip) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        contents.put(entry.getName(), in.readAllBytes());
      }
    }
    return contents;
  }

  /** A zip file of these. */
  static byte[] zip(Map<String, byte[]> contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
